// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.DockerManifestText;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.codec.LayerFormat;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.HashingOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a Docker manifest for an image that an archive describes in {@code manifest.json} only. Layers are typed by their
 * bytes. A plain layer's digest is its diff ID, which costs nothing and is checked when the layer is read; a compressed
 * one is hashed here.
 */
final class SavedImageReader {
    private static final Pattern CONFIG_NAME = Pattern.compile("(?:.*[/:])?([0-9a-f]{128}|[0-9a-f]{64})(?:\\.json)?");

    private final TarArchive tar;
    private final BlobPlaces places;
    private final Limits limits;
    /** Images share layers: each is hashed once. */
    private final Map<String, Digest> hashes = new HashMap<>();

    SavedImageReader(TarArchive tar, BlobPlaces places, Limits limits) {
        this.tar = tar;
        this.places = places;
        this.limits = limits;
    }

    /** Digests of the config, by every algorithm by which a manifest may name it. */
    List<Digest> configDigests(SavedImage image) throws IOException {
        Bytes config = config(image);
        return Arrays.stream(DigestAlgorithm.values()).map(config::digest).toList();
    }

    /** All tools name a config by its digest, and nothing else in the archive protects its bytes. */
    private Bytes config(SavedImage image) throws IOException {
        Bytes config = places.read(image.config(), limits.documentBytes());
        Matcher name = CONFIG_NAME.matcher(image.config());
        if (name.matches()) {
            String digits = name.group(1);
            DigestAlgorithm algorithm = digits.length() == DigestAlgorithm.SHA512.hexLength()
                    ? DigestAlgorithm.SHA512
                    : DigestAlgorithm.SHA256;
            if (!config.digest(algorithm).hex().equals(digits)) {
                throw ContentException.of(
                        FailureKind.MISMATCH,
                        tar.name() + " " + image.config(),
                        "its bytes have the digest " + config.digest(algorithm));
            }
        }
        return config;
    }

    /** The manifest, whose content {@link BlobPlaces} has from now on. */
    Descriptor manifest(SavedImage image) throws IOException {
        Bytes config = config(image);
        Descriptor configDescriptor =
                Descriptor.of(MediaTypes.DOCKER_CONFIG, config.digest(DigestAlgorithm.SHA256), config.length());
        places.put(configDescriptor.digest(), image.config());
        List<Digest> diffIds = diffIds(config, image);
        List<Descriptor> layers = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            layers.add(layer(image.layers().get(i), diffIds.get(i)));
        }
        Bytes manifest = DockerManifestText.of(configDescriptor, layers);
        Descriptor descriptor =
                Descriptor.of(MediaTypes.DOCKER_MANIFEST, manifest.digest(DigestAlgorithm.SHA256), manifest.length());
        places.put(descriptor.digest(), manifest);
        return descriptor;
    }

    private List<Digest> diffIds(Bytes content, SavedImage image) throws ContentException {
        String what = tar.name() + " " + image.config();
        Reading reading =
                Documents.read(content, Optional.of(MediaTypes.DOCKER_CONFIG), DigestAlgorithm.SHA256, limits);
        if (reading.kind() == Reading.Kind.REJECTED || reading.orThrow().kind() != DocumentKind.CONFIG) {
            throw ContentException.of(FailureKind.MALFORMED, what, "it is no image config");
        }
        List<Digest> diffIds = new ArrayList<>();
        List<JsonValue> spelled = ((ConfigDocument) reading.orThrow())
                .root()
                .member("rootfs")
                .flatMap(r -> r.member("diff_ids"))
                .map(JsonValue::children)
                .orElse(List.of());
        for (JsonValue value : spelled) {
            try {
                diffIds.add(Digest.parse(value.is(JsonKind.STRING) ? value.text() : value.raw()));
            } catch (MalformedTextException e) {
                throw ContentException.of(FailureKind.MALFORMED, what, "a diff ID is malformed: " + e.rule());
            }
        }
        if (diffIds.size() != image.layers().size()) {
            throw ContentException.of(
                    FailureKind.MALFORMED,
                    what,
                    "it has " + diffIds.size() + " diff IDs, manifest.json has "
                            + image.layers().size() + " layers");
        }
        return diffIds;
    }

    private Descriptor layer(String path, Digest diffId) throws IOException {
        Optional<TarEntry> entry = tar.find(path);
        if (entry.isEmpty()) {
            throw ContentException.of(FailureKind.NOT_FOUND, tar.name(), "it has no layer " + path);
        }
        LayerFormat format;
        try (InputStream in = tar.content(entry.get())) {
            byte[] head = in.readNBytes(LayerFormat.HEAD);
            format = LayerFormat.detect(head, head.length);
        }
        MediaType type = switch (format) {
            case TAR -> MediaTypes.DOCKER_TAR;
            case GZIP -> MediaTypes.DOCKER_GZIP;
            case ZSTD -> MediaTypes.DOCKER_ZSTD;
            case BZIP2, XZ, UNKNOWN -> byDiffId(path, entry.get(), diffId);
        };
        Digest digest = type.equals(MediaTypes.DOCKER_TAR) ? diffId : hash(entry.get(), DigestAlgorithm.SHA256);
        places.put(digest, path);
        return Descriptor.of(type, digest, entry.get().size());
    }

    /** Old and empty tars have nothing by which to tell them; that their hash is the diff ID proves it. */
    private MediaType byDiffId(String path, TarEntry entry, Digest diffId) throws IOException {
        if (hash(entry, diffId.algorithm()).equals(diffId)) {
            return MediaTypes.DOCKER_TAR;
        }
        throw ContentException.of(
                FailureKind.UNSUPPORTED, tar.name() + " " + path, "the layer is neither a tar nor one in gzip or zstd");
    }

    private Digest hash(TarEntry entry, DigestAlgorithm algorithm) throws IOException {
        String key = algorithm.id() + " " + entry.name();
        Digest known = hashes.get(key);
        if (known != null) {
            return known;
        }
        try (InputStream in = tar.content(entry);
                HashingOutputStream out = new HashingOutputStream(OutputStream.nullOutputStream(), algorithm)) {
            in.transferTo(out);
            Digest digest = out.digest();
            hashes.put(key, digest);
            return digest;
        }
    }
}
