// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ambidock in a process of its own, with temporary files in a folder of their own.
 *
 * @param temporary where its temporary files go
 * @param options of Java
 */
record ChildProcess(Path temporary, List<String> options) {
    /** With a heap of 128 MiB. */
    ChildProcess(Path temporary) {
        this(temporary, List.of("-Xmx128m", "-XX:+UseSerialGC"));
    }

    /** The command line that runs it. */
    List<String> command(String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ambidock.cli.Main"));
        command.addAll(List.of(args));
        return command;
    }

    /** The same for a shell. */
    String shell(String... args) {
        return "'" + String.join("' '", command(args)) + "'";
    }
}
