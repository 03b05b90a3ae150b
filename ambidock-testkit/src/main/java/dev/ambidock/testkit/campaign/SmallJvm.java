// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java of its own, with little memory and the class path of the test: what a class with a main method needs is so told from
 * what a test needs.
 *
 * @param folder where its output is kept for the time being
 * @param options of Java, such as {@code -Xmx48m}
 * @param tracer a command to run it under, such as strace; may be empty
 */
public record SmallJvm(Path folder, List<String> options, List<String> tracer) {
    /** Since when Java wants to be told that native code is meant. */
    private static final int ASKS_FOR_NATIVE = 24;

    /** One that runs under no other command. */
    public static SmallJvm in(Path folder, String... options) {
        return new SmallJvm(folder, List.of(options), List.of());
    }

    /** The same under another command. */
    public SmallJvm under(List<String> command) {
        return new SmallJvm(folder, options, command);
    }

    /**
     * Runs a class to its end.
     *
     * @return what it printed, errors included
     * @throws AssertionError with what it printed, if it takes longer or ends with another status than 0
     */
    public String run(Duration patience, Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "said", "");
        try {
            Process process = new ProcessBuilder(command(main, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(main.getSimpleName()
                        + (ended ? " ended with " + process.exitValue() : " did not end in " + patience)
                        + ": "
                        + said);
            }
            return said;
        } finally {
            Files.delete(output);
        }
    }

    private List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(tracer);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= ASKS_FOR_NATIVE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-Xss512k", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
