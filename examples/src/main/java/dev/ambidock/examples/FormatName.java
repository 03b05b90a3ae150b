// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.examples;

import dev.ambidock.Placeholder;

/** Prints the name of the format that the core reads. */
public final class FormatName {
    private FormatName() {}

    /**
     * Runs the example.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        System.out.println(Placeholder.formatName());
    }
}
