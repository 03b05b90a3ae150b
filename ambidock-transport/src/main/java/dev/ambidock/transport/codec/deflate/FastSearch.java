// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Two tables of where each hash was seen last, of four bytes and of seven. A long match beats a short one; a short one
 * gives way to a long one that begins a byte later. Where nothing matches, steps grow. {@code patience} says how slowly.
 */
final class FastSearch implements MatchSearch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORT_BITS = 15;
    private static final int LONG_BITS = 16;
    private static final int NOWHERE = -Symbols.WINDOW - 1;
    private static final int ENOUGH = 32;

    private final int[] shorts = new int[1 << SHORT_BITS];
    private final int[] longs = new int[1 << LONG_BITS];
    private final int patience;
    private final int stride;

    /**
     * A search.
     *
     * @param patience how many bytes without a match, as a power of two, make the step one byte longer
     * @param stride how far apart the positions inside a match are that are remembered
     */
    FastSearch(int patience, int stride) {
        this.patience = patience;
        this.stride = stride;
    }

    @Override
    public void search(byte[] data, int from, int to, TokenSink sink) {
        Arrays.fill(shorts, NOWHERE);
        Arrays.fill(longs, NOWHERE);
        int start = Math.max(0, from - Symbols.WINDOW);
        for (int i = start; i < from; i += 2) {
            remember(data, i);
        }
        int at = from;
        int emitted = from;
        int limit = to - 8;
        while (at < limit) {
            long value = (long) LONG.get(data, at);
            int shortHash = shortHash(value);
            int longHash = longHash(value);
            int far = longs[longHash];
            int near = shorts[shortHash];
            longs[longHash] = at;
            shorts[shortHash] = at;
            int found;
            int length;
            if (at - far <= Symbols.WINDOW && (int) INT.get(data, far) == (int) value) {
                found = far;
                length = length(data, far, at, to);
            } else if (at - near <= Symbols.WINDOW && (int) INT.get(data, near) == (int) value) {
                found = near;
                length = length(data, near, at, to);
                if (length < ENOUGH) {
                    long next = (long) LONG.get(data, at + 1);
                    int nextHash = longHash(next);
                    int later = longs[nextHash];
                    longs[nextHash] = at + 1;
                    if (at + 1 - later <= Symbols.WINDOW && (int) INT.get(data, later) == (int) next) {
                        int longer = length(data, later, at + 1, to);
                        if (longer > length) {
                            at++;
                            found = later;
                            length = longer;
                        }
                    }
                }
            } else {
                at += 1 + ((at - emitted) >> patience);
                continue;
            }
            int end = at + length;
            int distance = at - found;
            while (at > emitted && found > start && length < Symbols.MOST_MATCH && data[at - 1] == data[found - 1]) {
                at--;
                found--;
                length++;
            }
            sink.match(at, length, distance);
            emitted = end;
            int most = Math.min(end, limit);
            for (int i = at + 1; i < most; i += stride) {
                remember(data, i);
            }
            if (end - 1 < limit) {
                remember(data, end - 1);
            }
            at = end;
        }
        sink.literals(to);
    }

    private void remember(byte[] data, int at) {
        long value = (long) LONG.get(data, at);
        shorts[shortHash(value)] = at;
        longs[longHash(value)] = at;
    }

    private static int shortHash(long value) {
        return ((int) value * 0x9E3779B1) >>> (32 - SHORT_BITS);
    }

    private static int longHash(long value) {
        return (int) (((value << 8) * 0xCF1BBCDCBFA56300L) >>> (64 - LONG_BITS));
    }

    /** How long the data at both places is equal, four bytes known to be. */
    static int length(byte[] data, int one, int other, int to) {
        int most = Math.min(Symbols.MOST_MATCH, to - other);
        int length = 4;
        while (length + 8 <= most) {
            long difference = (long) LONG.get(data, one + length) ^ (long) LONG.get(data, other + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            length += 8;
        }
        while (length < most && data[one + length] == data[other + length]) {
            length++;
        }
        return Math.min(length, most);
    }
}
