// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

/**
 * What decides the bytes of a zstd layer, beside the version of the library.
 *
 * @param level 1 to 19
 */
public record ZstdProfile(int level) {
    private static final int MOST = 19;

    /** Rejects levels outside 1 to 19 with {@link IllegalArgumentException}. */
    public ZstdProfile {
        if (level < 1 || level > MOST) {
            throw new IllegalArgumentException("a level is 1 to " + MOST);
        }
    }

    /** The level that zstd itself takes by default. */
    public static ZstdProfile standard() {
        return new ZstdProfile(3);
    }
}
