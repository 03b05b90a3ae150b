// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that ran, and what it took.
 *
 * @param peak most memory of the process, in MiB
 * @param seconds from its start to its end
 */
record MemoryRun(double peak, double seconds) {
    private static final String PEAK = "VmHWM:";

    /**
     * Runs the command line in a heap of 64 MiB, which is there as a whole from the start: what grows with a layer is so told
     * from the heap that Java takes bit by bit. It must succeed.
     */
    static MemoryRun ambidock(Path folder, String... args) throws IOException, InterruptedException {
        List<String> options =
                new ArrayList<>(List.of("-Xmx64m", "-Xms64m", "-XX:+AlwaysPreTouch", "-XX:-UsePerfData"));
        options.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        return of(folder, JavaCommand.of(options, args));
    }

    /** Runs any program; it must succeed. */
    static MemoryRun of(Path folder, List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return new MemoryRun(peak / 1024.0, seconds);
    }

    /** The highest so far, in KiB; 0 if the process has just ended. */
    private static long peak(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
