// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.Environment;
import dev.ambidock.cli.output.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where temporary files go: as an option says, else {@code AMBIDOCK_TMPDIR}, {@code TMPDIR}, Java's own choice. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /** The folder, which is there. */
    public static Path of(Optional<String> option, Environment environment) throws Problem {
        if (option.isPresent()) {
            return existing("--tmpdir", option.get());
        }
        for (String variable : new String[] {"AMBIDOCK_TMPDIR", "TMPDIR"}) {
            if (!environment.variable(variable).isEmpty()) {
                return existing(variable, environment.variable(variable));
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    private static Path existing(String who, String name) throws Problem {
        try {
            Path folder = Path.of(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // Told below: such a folder cannot be there.
        }
        throw Problem.usage(who, "there is no folder " + name, "a folder with room for the largest layer");
    }
}
