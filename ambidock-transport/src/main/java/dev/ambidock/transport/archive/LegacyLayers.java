// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.codec.LayerFormat;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.HashingOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Hashes the layers of an old archive, each content once: one layer's tar may be a link to another's. */
final class LegacyLayers {
    /** A few bytes of zstd can stand for very many. */
    private static final long MOST_UNPACKED = 256L << 30;

    private final TarArchive tar;
    private final BlobPlaces places;
    private final Map<String, LegacyLayer> known = new HashMap<>();

    LegacyLayers(TarArchive tar, BlobPlaces places) {
        this.tar = tar;
        this.places = places;
    }

    /** The layer of this v1 ID, whose content {@link BlobPlaces} has from now on. */
    LegacyLayer layer(String id) throws IOException {
        String path = id + "/layer.tar";
        Optional<TarEntry> entry = tar.find(path);
        if (entry.isEmpty()) {
            throw ContentException.of(FailureKind.NOT_FOUND, tar.name(), "it has no layer " + path);
        }
        LegacyLayer layer = known.get(entry.get().name());
        if (layer == null) {
            layer = read(entry.get());
            known.put(entry.get().name(), layer);
            places.put(layer.stored().digest(), entry.get().name());
        }
        return layer;
    }

    private LegacyLayer read(TarEntry entry) throws IOException {
        Digest stored;
        try (InputStream in = tar.content(entry)) {
            stored = hash(in, entry);
        }
        // An empty file is an empty tar to Docker.
        Digest diffId = stored;
        LayerFormat format = LayerFormat.TAR;
        if (entry.size() > 0) {
            try (InputStream in = tar.content(entry)) {
                LayerDecoder.Opened opened = LayerDecoder.open(in, tar.name() + " " + entry.name());
                format = opened.format();
                diffId = format == LayerFormat.TAR ? stored : hash(opened.tar(), entry);
            }
        }
        return new LegacyLayer(Descriptor.of(type(format), stored, entry.size()), diffId);
    }

    private static MediaType type(LayerFormat format) {
        return switch (format) {
            case TAR -> MediaTypes.DOCKER_TAR;
            case GZIP -> MediaTypes.DOCKER_GZIP;
            case ZSTD -> MediaTypes.DOCKER_ZSTD;
            case BZIP2, XZ, UNKNOWN -> throw new IllegalStateException("the decoder does not open " + format);
        };
    }

    private Digest hash(InputStream in, TarEntry entry) throws IOException {
        try (HashingOutputStream out =
                new HashingOutputStream(OutputStream.nullOutputStream(), DigestAlgorithm.SHA256)) {
            byte[] buffer = new byte[128 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.count() > MOST_UNPACKED) {
                    throw ContentException.of(
                            FailureKind.LIMIT_EXCEEDED,
                            tar.name() + " " + entry.name(),
                            "unpacked it is longer than " + MOST_UNPACKED + " bytes");
                }
            }
            return out.digest();
        }
    }
}
