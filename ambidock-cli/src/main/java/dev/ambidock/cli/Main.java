// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Entry point of the ambidock command. */
public final class Main {
    private Main() {}

    /**
     * Prints the version line.
     *
     * @param args the arguments of the command line
     */
    public static void main(String[] args) {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        System.out.println(
                "ambidock " + (version == null ? "(unpackaged)" : version) + ", picocli " + CommandLine.VERSION);
    }
}
