// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.FlatFiles;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.testkit.tar.TarDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Places with sample images in a session's folder: what the commands are tried on. */
final class ImagePlaces {
    static final String NAME = "docker.io/library/app:v1";
    static final WholeImage OCI = SampleImages.oci(NAME);
    static final WholeImage DOCKER = SampleImages.docker("docker.io/library/other:2.0");
    static final WholeImage INDEX = SampleImages.index("docker.io/library/multi:3");
    static final WholeImage ZSTD = SampleImages.zstd("docker.io/library/zstd:1");

    private ImagePlaces() {}

    /**
     * Writes the layouts {@code one} (an OCI image with annotations), {@code many} (that, a Docker image and an OCI index),
     * {@code zstd} and {@code sparse}, and the flat folder {@code flat} (the Docker image).
     */
    static void writeTo(Path folder) throws IOException {
        layout(folder.resolve("one"), OCI);
        layout(folder.resolve("many"), OCI, DOCKER, INDEX);
        layout(folder.resolve("zstd"), ZSTD);
        layout(folder.resolve("sparse"), SampleImages.sparse("sparse"));
        FlatFiles.of(DOCKER).writeTo(folder.resolve("flat"));
    }

    static void layout(Path folder, WholeImage... images) throws IOException {
        LayoutFiles.of(List.of(images)).writeTo(folder);
    }

    /** An image with one plain layer of so many random bytes. */
    static WholeImage large(int bytes, String name) {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        LayerDraft layer =
                LayerDraft.of(TarDraft.inMemory().file("random", content).end().toBytes());
        return ImageDraft.of(Family.OCI).layer(layer).named(name).build();
    }

    static Path blob(Path layout, Descriptor descriptor) {
        return layout.resolve("blobs")
                .resolve(descriptor.digest().algorithm().id())
                .resolve(descriptor.digest().hex());
    }

    /** Changes one byte of a blob and keeps its size. */
    static void flip(Path layout, Descriptor descriptor) throws IOException {
        byte[] content = Files.readAllBytes(blob(layout, descriptor));
        content[content.length / 2] ^= 1;
        Files.write(blob(layout, descriptor), content);
    }

    /** A layer of an OCI image, base first. */
    static Descriptor layer(WholeImage image, int at) {
        return image.blobs().stream()
                .filter(part -> part.descriptor().mediaType().text().contains(".layer."))
                .toList()
                .get(at)
                .descriptor();
    }

    static Bytes document(WholeImage image) {
        return image.content(image.root()).orElseThrow();
    }
}
