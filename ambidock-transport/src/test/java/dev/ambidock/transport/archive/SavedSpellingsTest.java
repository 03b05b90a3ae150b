// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.Sample;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order and spelling of members, and the ways in which an archive comes: all mean the same. */
class SavedSpellingsTest extends SavedArchive {
    @Test
    void row58_entriesComeInAnyOrderAndSpelling() throws IOException {
        TarDraft tar = new TarDraft()
                .file("./manifest.json", "[" + saved(ONE, "\"one:1\"") + "]")
                .link(TarConstants.LF_LINK, "./blobs/sha256/" + hex(ONE.layers().get(0)), "stored")
                .file("./blobs/sha256/" + hex(ONE.layers().get(1)), layer(ONE, 1))
                .file("./blobs/sha256/" + hex(ONE.layers().get(1)), layer(ONE, 1))
                .file("./blobs/sha256/" + hex(ONE.config()), ONE.config().toArray())
                .file("stored", layer(ONE, 0));
        try (ArchiveSource source = open(tar, "docker-archive", ":one:1")) {
            readWhole(source, ONE.layerDescriptor(0));
            readWhole(source, ONE.layerDescriptor(1));
        }
    }

    /** GNU tar writes long names and holes in its own ways, and in those of PAX. */
    @ParameterizedTest
    @ValueSource(strings = {"gnu", "posix"})
    void row58_longNamesAndHolesAreRead(String format) throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        String longName = "long".repeat(40) + ".tar";
        byte[] layer = new byte[3 << 20];
        System.arraycopy(layer(ONE, 0), 0, layer, 0, 1024);
        try (RandomAccessFile sparse =
                new RandomAccessFile(files.resolve(longName).toFile(), "rw")) {
            sparse.write(layer, 0, 1024);
            sparse.setLength(layer.length);
        }
        Bytes config = Bytes.of(
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + DigestAlgorithm.SHA256.of(layer) + "\"]}}");
        Files.write(files.resolve("c.json"), config.toArray());
        Files.writeString(
                files.resolve("manifest.json"),
                "[{\"Config\":\"c.json\",\"RepoTags\":[\"long:1\"],\"Layers\":[\"" + longName + "\"]}]");
        Path archive = folder.resolve("archive.tar");
        Process tar;
        try {
            tar = new ProcessBuilder(
                            "tar",
                            "--format=" + format,
                            "--sparse",
                            "-C",
                            files.toString(),
                            "-cf",
                            archive.toString(),
                            ".")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            assumeTrue(System.getenv("AMBIDOCK_CI") == null, "tar is not installed");
            return;
        }
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(archive)
                .as("the hole is not stored")
                .satisfies(a -> assertThat(Files.size(a)).isLessThan(1 << 20));
        try (ArchiveSource source = open(archive, 1 << 24)) {
            assertThat(source.image().names()).containsExactly("long:1");
            readWhole(source, Sample.descriptor(MediaTypes.DOCKER_TAR, Bytes.wrap(layer)));
        }
        assertThat(catchThrowableOfType(ContentException.class, () -> open(archive, 1 << 20))
                        .kind())
                .isEqualTo(FailureKind.LIMIT_EXCEEDED);
    }

    @Test
    void aLayerThatShowsNoSignOfATarIsKnownByItsDiffId() throws IOException {
        Bytes empty = Bytes.of("");
        Bytes config = Bytes.of("{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Sample.digest(empty) + "\"]}}");
        TarDraft tar = new TarDraft()
                .file("c.json", config.toArray())
                .file("l.tar", empty.toArray())
                .file("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"e:1\"],\"Layers\":[\"l.tar\"]}]");
        try (ArchiveSource source = open(tar, "docker-archive", "")) {
            readWhole(source, Sample.descriptor(MediaTypes.DOCKER_TAR, empty));
        }
        TarDraft other = new TarDraft()
                .file("c.json", config.toArray())
                .file("l.tar", "no tar")
                .file("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"e:1\"],\"Layers\":[\"l.tar\"]}]");
        assertThat(catchThrowableOfType(ContentException.class, () -> open(other, "docker-archive", ""))
                        .kind())
                .isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void emptyInputSaysSoAndLeavesNothing() throws IOException {
        for (String place :
                List.of("-", Files.createFile(folder.resolve("empty.tar")).toString())) {
            ContentException failure = catchThrowableOfType(
                    ContentException.class,
                    () -> ArchiveSource.open(
                            ArchiveLocator.parse("docker-archive", place),
                            InputStream.nullInputStream(),
                            Limits.defaults(),
                            1 << 20,
                            folder));
            assertThat(failure).hasMessageContaining("it is empty");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void row67_aPipedArchiveStandsInTheFolderForTemporaryFilesWithoutAName() throws IOException {
        byte[] archive = blobs(ONE)
                .file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]")
                .toBytes();
        try (ArchiveSource source = ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", "-"),
                new java.io.ByteArrayInputStream(archive),
                Limits.defaults(),
                1 << 24,
                folder)) {
            readWhole(source, ONE.layerDescriptor(0));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> ArchiveSource.open(
                        ArchiveLocator.parse("docker-archive", "-"),
                        new java.io.ByteArrayInputStream(archive),
                        Limits.defaults(),
                        1 << 24,
                        folder.resolve("missing")));
        assertThat(failure.remedy()).contains("TMPDIR");
    }

    @Test
    void closingTheSourceEndsItsStreams() throws IOException {
        ArchiveSource source =
                open(blobs(ONE).file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]"), "docker-archive", "");
        try (InputStream in = source.open(ONE.layerDescriptor(0))) {
            source.close();
            assertThat(catchThrowableOfType(IOException.class, in::read)).isNotNull();
        }
    }
}
