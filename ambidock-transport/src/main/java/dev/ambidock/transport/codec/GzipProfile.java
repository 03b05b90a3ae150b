// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

/**
 * What decides the bytes of a gzip layer.
 *
 * @param name stands in reports, so that a result can be made again
 * @param level 1 (fastest) to 9 (smallest)
 * @param blockBytes length of the blocks that are compressed side by side
 */
public record GzipProfile(String name, int level, int blockBytes) {
    private static final int MIB = 1 << 20;

    /** Rejects levels outside 1 to 9 and empty blocks with {@link IllegalArgumentException}. */
    public GzipProfile {
        if (level < 1 || level > 9 || blockBytes < 1) {
            throw new IllegalArgumentException("a level is 1 to 9, a block has bytes");
        }
    }

    /** The profile of a level: blocks of 1 MiB. */
    public static GzipProfile ofLevel(int level) {
        return new GzipProfile("gzip-ambidock1-" + level + "-1m", level, MIB);
    }

    /** About the size and, once warm, the speed of the compressors that the Go tools use by default. */
    public static GzipProfile standard() {
        return ofLevel(3);
    }
}
