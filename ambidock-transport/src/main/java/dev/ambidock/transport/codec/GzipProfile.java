// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.model.MalformedTextException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What decides the bytes of a gzip layer.
 *
 * @param codec the compressor
 * @param level 1 (fastest) to 9 (smallest)
 * @param blockBytes length of the blocks that are compressed side by side
 */
public record GzipProfile(GzipCodec codec, int level, int blockBytes) {
    private static final int MIB = 1 << 20;
    private static final Pattern NAME = Pattern.compile("gzip-([a-z]+[0-9]+)-([1-9])-1m");

    /** Rejects levels outside 1 to 9 and empty blocks with {@link IllegalArgumentException}. */
    public GzipProfile {
        if (level < 1 || level > 9 || blockBytes < 1) {
            throw new IllegalArgumentException("a level is 1 to 9, a block has bytes");
        }
    }

    /** The profile of a level: blocks of 1 MiB. */
    public static GzipProfile of(GzipCodec codec, int level) {
        return new GzipProfile(codec, level, MIB);
    }

    /** The one that works everywhere, at its default level. */
    public static GzipProfile portable() {
        return of(GzipCodec.AMBIDOCK, GzipCodec.AMBIDOCK.defaultLevel());
    }

    /** The profile of this name. Throws {@link MalformedTextException} if there is none. */
    public static GzipProfile parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
            for (GzipCodec codec : GzipCodec.values()) {
                if (codec.label().equals(matcher.group(1))) {
                    return of(codec, Integer.parseInt(matcher.group(2)));
                }
            }
        }
        throw new MalformedTextException(name, "profiles are gzip-ambidock1-N-1m and gzip-libdeflate1-N-1m, N 1 to 9");
    }

    /** Stands in reports, so that a result can be made again. */
    public String name() {
        String block = blockBytes == MIB ? "1m" : blockBytes + "b";
        return "gzip-" + codec.label() + "-" + level + "-" + block;
    }
}
