// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another program that a test runs. */
final class Tool {
    private Tool() {}

    /** Skips the test where the program is missing; in CI that is a failure. */
    static void need(String program) {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if ("1".equals(System.getenv("AMBIDOCK_CI"))) {
            assertThat(there).as(program + " is installed").isTrue();
        }
        assumeThat(there).as(program + " is installed").isTrue();
    }

    /** Runs a command that must succeed; gives what it printed. */
    static byte[] run(Path folder, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "tool", ".out");
        Path err = Files.createTempFile(folder, "tool", ".err");
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("%s ends", List.of(command)).isTrue();
        assertThat(process.exitValue())
                .as("%s said: %s", List.of(command), Files.readString(err))
                .isZero();
        return Files.readAllBytes(out);
    }
}
