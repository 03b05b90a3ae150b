// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambidock.testkit.campaign.SmallJvm;
import dev.ambidock.testkit.hostile.HostileArchive;
import dev.ambidock.testkit.hostile.HostileArchives;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every archive of the catalogue gets the answer that it must get, and costs little. */
class HostileArchivesTest {
    /** Catches a hang. */
    private static final Duration HANG = Duration.ofSeconds(20);

    private static final String HEAP = "-Xmx48m";

    @TempDir
    Path folder;

    static List<HostileArchive> all() {
        return HostileArchives.all();
    }

    @Test
    void catalogueIsLargeAndItsNamesAreDistinct() {
        assertThat(all()).hasSizeGreaterThan(100);
        assertThat(all().stream().map(HostileArchive::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void getsTheExpectedAnswerAndLeavesNothing(HostileArchive hostile) throws IOException {
        Path file = folder.resolve("archive.tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            hostile.content().writeTo(out);
        }
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        assertThat(assertTimeoutPreemptively(HANG, () -> ArchiveReading.failure(hostile.scheme(), file, temporary)))
                .isEqualTo(hostile.refusal());
        assertThat(temporary).isEmptyDirectory();
    }

    /** The child writes each archive to disk and reads it, with little memory. */
    @Test
    void allFitInASmallHeap() throws IOException, InterruptedException {
        assertThat(child(List.of(), Long.MAX_VALUE)).contains("0 wrong, 0 left out");
    }

    /** What hostile names and links lead to is never opened or looked at. */
    @Test
    void nothingOutsideIsOpened() throws IOException, InterruptedException {
        Tool.need("strace");
        Path calls = folder.resolve("calls");
        String said = child(List.of("strace", "-f", "-qq", "-e", "trace=%file", "-o", calls.toString()), 1 << 20);
        assertThat(said).contains(" 0 wrong, ");
        List<String> lines = Files.readAllLines(calls, StandardCharsets.ISO_8859_1);
        // Before that, the JVM starts: it asks /etc/passwd for the user's home.
        List<String> reading =
                lines.stream().dropWhile(line -> !line.contains("archive.tar")).toList();
        assertThat(reading).hasSizeGreaterThan(all().size());
        assertThat(reading.stream().filter(line -> line.contains("outside") || line.contains("etc/passwd")))
                .isEmpty();
    }

    private String child(List<String> tracer, long mostBytes) throws IOException, InterruptedException {
        String work = Files.createDirectory(folder.resolve("work")).toString();
        return SmallJvm.in(folder, HEAP)
                .under(tracer)
                .run(Duration.ofMinutes(5), HostileArchiveProbe.class, work, Long.toString(mostBytes));
    }
}
