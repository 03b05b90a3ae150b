// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Document;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ReadLayer;
import dev.ambidock.schema1.SchemaOneImage;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the layers of schema 1 images to their ends, once each: nothing else tells their sizes and diff IDs. */
final class SchemaOneLayers {
    private static final int BUFFER = 128 << 10;
    private static final int TAR_BLOCK = 512;
    /** A few bytes of zstd can stand for very many. */
    private static final long MOST_UNPACKED = 256L << 30;

    private final ImageSource source;
    private final Limits limits;

    SchemaOneLayers(ImageSource source, Limits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** What the layers are that the graph's schema 1 images need; of manifests that the planner will refuse nothing. */
    Map<Digest, ReadLayer> read(DescriptorGraph graph) throws IOException {
        Set<Digest> wanted = new LinkedHashSet<>();
        for (Document document : graph.documents()) {
            if (document instanceof SchemaOneDocument old) {
                wanted.addAll(layers(old, limits));
            }
        }
        Map<Digest, ReadLayer> layers = new LinkedHashMap<>();
        for (Digest layer : wanted) {
            layers.put(layer, read(layer));
        }
        return layers;
    }

    private static List<Digest> layers(SchemaOneDocument old, Limits limits) {
        try {
            return SchemaOneImage.read(old, limits).layers();
        } catch (RejectedDocumentException e) {
            return List.of();
        }
    }

    private ReadLayer read(Digest digest) throws IOException {
        Descriptor layer = Descriptor.of(MediaTypes.DOCKER_GZIP, digest, Descriptor.SIZE_UNKNOWN);
        return new Attempts(source.isRemote())
                .run(() -> Sides.source(digest.toString(), () -> {
                    try (Counted stored = new Counted(source.open(layer))) {
                        return read(digest, stored);
                    }
                }));
    }

    private static ReadLayer read(Digest digest, Counted stored) throws IOException {
        LayerDecoder.Opened opened = LayerDecoder.open(stored, digest.toString());
        MessageDigest hasher = DigestAlgorithm.SHA256.newHasher();
        byte[] buffer = new byte[BUFFER];
        int head = opened.tar().readNBytes(buffer, 0, TAR_BLOCK);
        boolean empty = isZero(buffer, head);
        hasher.update(buffer, 0, head);
        long count = head;
        for (int n = opened.tar().read(buffer); n >= 0; n = opened.tar().read(buffer)) {
            hasher.update(buffer, 0, n);
            count += n;
            if (count > MOST_UNPACKED) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED,
                        digest.toString(),
                        "unpacked it is longer than " + MOST_UNPACKED + " bytes");
            }
        }
        while (stored.read(buffer) >= 0) {
            // What the decoder left behind the last frame is verified, too.
        }
        Compression compression = opened.format().compression().orElseThrow();
        Digest diffId = DigestAlgorithm.SHA256.of(hasher);
        return new ReadLayer(stored.count, compression, diffId, empty);
    }

    /** Counts what is stored. */
    private static final class Counted extends BulkInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }

    /** A tar without entries begins with the zeros that end every tar. */
    private static boolean isZero(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
