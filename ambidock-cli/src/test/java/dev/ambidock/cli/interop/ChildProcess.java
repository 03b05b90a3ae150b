// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.cli.JavaCommand;
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
        this(temporary, List.of("-Xmx128m"));
    }

    /** The command line that runs it. */
    List<String> command(String... args) {
        List<String> all = new ArrayList<>(options);
        all.add("-Djava.io.tmpdir=" + temporary);
        return JavaCommand.of(all, args);
    }

    /** The same for a shell. */
    String shell(String... args) {
        return "'" + String.join("' '", command(args)) + "'";
    }
}
