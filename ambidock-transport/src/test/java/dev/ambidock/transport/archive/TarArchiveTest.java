// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.apache.commons.compress.archivers.tar.TarConstants.LF_BLK;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_CHR;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_FIFO;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_LINK;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_SYMLINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarArchiveTest {
    @TempDir
    Path folder;

    static Stream<Arguments> tricksOnOpening() {
        return Stream.of(
                Arguments.of("absolute name", new TarDraft().file("/etc/passwd", "x")),
                Arguments.of("name that climbs", new TarDraft().file("../x", "x")),
                Arguments.of("name that climbs later", new TarDraft().file("a/../../x", "x")),
                Arguments.of("name that climbs after ./", new TarDraft().file("./../x", "x")),
                Arguments.of("backslash", new TarDraft().file("a\\..\\x", "x")),
                Arguments.of("very long name", new TarDraft().file("a/".repeat(3000) + "x", "x")),
                Arguments.of("block device", new TarDraft().link(LF_BLK, "d", "")),
                Arguments.of("character device", new TarDraft().link(LF_CHR, "d", "")),
                Arguments.of("named pipe", new TarDraft().link(LF_FIFO, "d", "")),
                Arguments.of(
                        "twice, other content", new TarDraft().file("a", "1").file("a", "2")),
                Arguments.of(
                        "twice, other length", new TarDraft().file("a", "1").file("a", "22")),
                Arguments.of(
                        "twice, other spelling", new TarDraft().file("a", "1").file("./a", "2")),
                Arguments.of("file and link", new TarDraft().file("a", "").link(LF_SYMLINK, "a", "b")),
                Arguments.of(
                        "two links", new TarDraft().link(LF_SYMLINK, "a", "b").link(LF_SYMLINK, "a", "c")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricksOnOpening")
    void trickIsRefusedOnOpening(String name, TarDraft tar) {
        ContentException failure = catchThrowableOfType(ContentException.class, () -> open(tar.toBytes()));
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
    }

    static Stream<Arguments> tricksOnFollowing() {
        return Stream.of(
                Arguments.of("symlink to an absolute path", LF_SYMLINK, "/etc/passwd"),
                Arguments.of("symlink that climbs out", LF_SYMLINK, "../../x"),
                Arguments.of("symlink that climbs out in the middle", LF_SYMLINK, "b/../../../x"),
                Arguments.of("hard link to an absolute path", LF_LINK, "/etc/passwd"),
                Arguments.of("hard link that climbs out", LF_LINK, "../x"),
                Arguments.of("symlink to itself", LF_SYMLINK, "a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricksOnFollowing")
    void linkOutOfTheArchiveIsRefused(String name, byte kind, String target) {
        ContentException failure = catchThrowableOfType(ContentException.class, () -> {
            try (TarArchive tar = open(new TarDraft().link(kind, "d/a", target).toBytes())) {
                tar.find("d/a");
            }
        });
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        TarDraft circle = new TarDraft().link(LF_SYMLINK, "a", "b").link(LF_SYMLINK, "b", "a");
        try (TarArchive tar = open(circle.toBytes())) {
            ContentException failure = catchThrowableOfType(ContentException.class, () -> tar.find("a"));
            assertThat(failure).hasMessageContaining("circle");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x"})
    void pathsAskedForStayInside(String path) throws IOException {
        try (TarArchive tar = open(new TarDraft().file("a", "1").toBytes())) {
            assertThat(catchThrowableOfType(ContentException.class, () -> tar.find(path))
                            .kind())
                    .isEqualTo(FailureKind.MALFORMED);
        }
    }

    @Test
    void honestEntriesAreReadInAnyOrder() throws IOException {
        TarDraft draft = new TarDraft()
                .folder("d")
                .link(LF_SYMLINK, "d/link", "../e/file")
                .link(LF_LINK, "hard", "e/file")
                .file("./e/file", "content")
                .file("n".repeat(200), "long")
                .file("e/file", "content");
        try (TarArchive tar = open(draft.toBytes())) {
            for (String name : new String[] {"d/link", "hard", "e/file", "./e/file"}) {
                assertThat(text(tar, name)).isEqualTo("content");
            }
            assertThat(text(tar, "n".repeat(200))).isEqualTo("long");
            assertThat(tar.find("d")).isEmpty();
            assertThat(tar.find("missing")).isEmpty();
        }
    }

    @Test
    void everyCutIsNoticed() {
        byte[] whole = new TarDraft()
                .file("a", "x".repeat(2000))
                .file("b", "y".repeat(700))
                .toBytes();
        int contentEnd = 512 + 2048 + 512 + 700;
        for (int cut = 1; cut < contentEnd; cut += 37) {
            byte[] part = Arrays.copyOf(whole, cut);
            if (cut == 512 + 2048) {
                continue;
            }
            assertThat(catchThrowableOfType(ContentException.class, () -> open(part)))
                    .as("cut at %d", cut)
                    .isNotNull();
        }
    }

    private TarArchive open(byte[] tar) throws IOException {
        return TarArchive.open(
                FileChannel.open(Files.write(folder.resolve("archive.tar"), tar)), "archive.tar", 1 << 20);
    }

    private static String text(TarArchive tar, String name) throws IOException {
        try (InputStream in = tar.content(tar.find(name).orElseThrow())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
