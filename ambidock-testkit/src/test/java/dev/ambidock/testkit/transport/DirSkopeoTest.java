// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.dir.DirLocator;
import dev.ambidock.transport.dir.DirSink;
import dev.ambidock.transport.dir.DirSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flat folders go to skopeo and come from it. */
class DirSkopeoTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsSkopeo() {
        Tool.need("skopeo");
    }

    @Test
    void skopeoReadsWhatWeWrite() throws IOException, InterruptedException {
        List<WholeImage> images =
                List.of(SampleImages.docker(), SampleImages.oci(), SampleImages.zstd(), SampleImages.list());
        for (WholeImage image : images) {
            write(image, "flat");
            assertThat(Bytes.wrap(Tool.run(folder, "skopeo", "inspect", "--raw", "dir:flat")))
                    .isEqualTo(image.content(image.root()).orElseThrow());
            Tool.run(folder, "skopeo", "copy", "--all", "dir:flat", "dir:copied");
            try (ImageSource source = open("copied")) {
                assertHolds(source, image);
            }
        }
    }

    @Test
    void skopeoMakesALayoutOfWhatWeWrite() throws IOException, InterruptedException {
        write(SampleImages.docker(), "flat");
        Tool.run(folder, "skopeo", "inspect", "dir:flat");
        Tool.run(folder, "skopeo", "copy", "dir:flat", "oci:layout:t");
        assertThat(folder.resolve("layout/index.json")).exists();
    }

    @Test
    void skopeoReplacesWhatWeWroteAndWeReplaceWhatItWrote() throws IOException, InterruptedException {
        write(SampleImages.list(), "flat");
        LayoutFiles.of(List.of(SampleImages.oci("v1"))).writeTo(folder.resolve("layout"));
        Tool.run(folder, "skopeo", "copy", "oci:layout:v1", "dir:flat");
        try (ImageSource source = open("flat")) {
            assertHolds(source, SampleImages.oci());
        }
        write(SampleImages.docker(), "flat");
        assertThat(names("flat")).isEqualTo(names(SampleImages.docker()));
        Tool.run(folder, "skopeo", "inspect", "dir:flat");
    }

    @Test
    void weReadAListThatSkopeoWrote() throws IOException, InterruptedException {
        WholeImage image = SampleImages.index("v1");
        LayoutFiles.of(List.of(image)).writeTo(folder.resolve("layout"));
        Tool.run(folder, "skopeo", "copy", "--all", "oci:layout:v1", "dir:flat");
        try (ImageSource source = open("flat")) {
            assertThat(source.image().root().sameContent(image.root())).isTrue();
            assertHolds(source, image);
        }
    }

    private void write(WholeImage image, String name) throws IOException {
        image.writeTo(new DirSink(DirLocator.parse(folder.resolve(name).toString()), Limits.defaults()));
    }

    private ImageSource open(String name) throws IOException {
        return DirSource.open(DirLocator.parse(folder.resolve(name).toString()), Limits.defaults());
    }

    private Set<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Set<String> names(WholeImage image) {
        Set<String> names = image.blobs().stream()
                .map(part -> part.descriptor().digest().hex())
                .collect(Collectors.toSet());
        names.addAll(Set.of("version", "manifest.json"));
        return names;
    }

    private static void assertHolds(ImageSource source, WholeImage image) throws IOException {
        for (WholeImage.Part part : image.parts()) {
            Descriptor descriptor = part.descriptor();
            try (InputStream in = source.open(descriptor)) {
                assertThat(Bytes.wrap(in.readAllBytes())).as("%s", descriptor).isEqualTo(part.content());
            }
        }
    }
}
