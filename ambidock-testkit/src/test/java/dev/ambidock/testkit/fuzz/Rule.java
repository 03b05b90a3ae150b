// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import java.io.IOException;

/** What must hold for every input of one reader of bytes from outside. Seeded campaigns and fuzzers ask the same. */
@FunctionalInterface
interface Rule {
    /**
     * Feeds one input.
     *
     * @return whether it is accepted; false if it is refused by an empty answer
     * @throws IOException of the declared family if it is refused; everything else, also an {@link AssertionError} about
     *     what was accepted, is a finding
     */
    boolean accepts(byte[] input) throws IOException;

    /** Feeds one input; declared refusals are answers, too. */
    default boolean feed(byte[] input) throws IOException {
        return Refusals.declared(() -> accepts(input));
    }
}
