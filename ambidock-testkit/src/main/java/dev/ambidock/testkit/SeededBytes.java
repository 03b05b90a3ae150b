// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import java.util.SplittableRandom;

/** Bytes that look random and are the same for the same seed, on every JVM. */
public final class SeededBytes {
    private SeededBytes() {}

    /**
     * Fresh bytes that depend on the two arguments alone.
     *
     * @param seed any value
     * @param size count of bytes, zero or more
     */
    public static byte[] of(long seed, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
