// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.io.HashingOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An image of layers that nobody holds in memory. The layers are no tars, which nobody looks at on the way.
 *
 * @param root its manifest
 * @param layers in the order of the manifest
 */
public record BigImage(Descriptor root, List<Descriptor> layers) {

    /** Copies the list. */
    public BigImage {
        layers = List.copyOf(layers);
    }

    /** Lays it down at a registry, its layers as what is compressed with gzip. */
    public static BigImage of(FakeRegistry registry, String repository, String tag, List<BlobData> contents)
            throws IOException {
        return of(registry, repository, tag, MediaTypes.DOCKER_GZIP, contents);
    }

    /**
     * Lays it down at a registry.
     *
     * @param type what the manifest calls the layers, whatever they are
     */
    public static BigImage of(
            FakeRegistry registry, String repository, String tag, MediaType type, List<BlobData> contents)
            throws IOException {
        List<Descriptor> layers = new ArrayList<>();
        for (BlobData content : contents) {
            HashingOutputStream hashing =
                    new HashingOutputStream(OutputStream.nullOutputStream(), DigestAlgorithm.SHA256);
            content.writeTo(hashing, 0, content.size());
            Digest digest = hashing.digest();
            registry.content().putBlob(repository, digest, content);
            layers.add(Descriptor.of(type, digest, content.size()));
        }
        String diffIds = layers.stream().map(l -> "\"" + l.digest() + "\"").collect(Collectors.joining(","));
        Bytes config =
                Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + diffIds + "]}}");
        Digest configDigest = config.digest(DigestAlgorithm.SHA256);
        registry.content().putBlob(repository, configDigest, BlobData.of(config.toArray()));
        Descriptor configured = Descriptor.of(MediaTypes.DOCKER_CONFIG, configDigest, config.length());
        Bytes manifest = Bytes.of("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST.text()
                + "\",\"config\":" + spelled(configured) + ",\"layers\":["
                + layers.stream().map(BigImage::spelled).collect(Collectors.joining(",")) + "]}");
        Descriptor root =
                Descriptor.of(MediaTypes.DOCKER_MANIFEST, manifest.digest(DigestAlgorithm.SHA256), manifest.length());
        registry.content().putManifest(repository, root, manifest);
        registry.content().tag(repository, tag, root.digest());
        return new BigImage(root, layers);
    }

    private static String spelled(Descriptor descriptor) {
        MediaType type = descriptor.mediaType();
        return "{\"mediaType\":\"" + type.text() + "\",\"size\":" + descriptor.size() + ",\"digest\":\""
                + descriptor.digest() + "\"}";
    }
}
