// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the command line is started in a process of its own, with the classes under test. */
public final class JavaCommand {
    /** Since when Java wants to be told that native code is meant, as the launcher does. */
    private static final int ASKS_FOR_NATIVE = 24;

    private JavaCommand() {}

    /** The words of a command, options of Java first. */
    public static List<String> of(List<String> options, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= ASKS_FOR_NATIVE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.ambidock.cli.Main"));
        command.addAll(List.of(args));
        return command;
    }
}
