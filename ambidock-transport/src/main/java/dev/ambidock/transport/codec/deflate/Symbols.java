// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

/**
 * Symbols of match lengths and distances.
 *
 * @ambidock.rule RFC 1951, section 3.2.5
 */
final class Symbols {
    static final int END = 256;
    static final int LITERALS = 286;
    static final int DISTANCES = 30;
    static final int LEAST_MATCH = 3;
    static final int MOST_MATCH = 258;
    static final int WINDOW = 1 << 15;

    private static final int LENGTHS = 29;
    private static final short[] LENGTH_SYMBOL = new short[MOST_MATCH + 1];
    private static final int[] LENGTH_BASE = new int[LITERALS];
    private static final byte[] LENGTH_EXTRA = new byte[LITERALS];
    private static final byte[] NEAR = new byte[256];
    private static final byte[] FAR = new byte[256];
    private static final int[] DISTANCE_BASE = new int[DISTANCES];
    private static final byte[] DISTANCE_EXTRA = new byte[DISTANCES];

    static {
        int length = LEAST_MATCH;
        for (int i = 0; i < LENGTHS - 1; i++) {
            int extra = i < 8 ? 0 : (i >> 2) - 1;
            LENGTH_BASE[END + 1 + i] = length;
            LENGTH_EXTRA[END + 1 + i] = (byte) extra;
            for (int n = 0; n < 1 << extra; n++) {
                LENGTH_SYMBOL[length++] = (short) (END + 1 + i);
            }
        }
        LENGTH_BASE[LITERALS - 1] = MOST_MATCH;
        LENGTH_SYMBOL[MOST_MATCH] = LITERALS - 1;
        int distance = 0;
        for (int i = 0; i < DISTANCES; i++) {
            int extra = i < 2 ? 0 : (i >> 1) - 1;
            DISTANCE_BASE[i] = distance;
            DISTANCE_EXTRA[i] = (byte) extra;
            for (int n = 0; n < 1 << extra; n++, distance++) {
                if (distance < 256) {
                    NEAR[distance] = (byte) i;
                }
                FAR[distance >> 7] = (byte) i;
            }
        }
    }

    private Symbols() {}

    /** Of a length from 3 to 258. */
    static int ofLength(int length) {
        return LENGTH_SYMBOL[length];
    }

    /** Of a distance less one, from 0 to 32767. */
    static int ofDistance(int less) {
        return less < 256 ? NEAR[less] : FAR[less >> 7];
    }

    static int lengthBase(int symbol) {
        return LENGTH_BASE[symbol];
    }

    static int lengthExtra(int symbol) {
        return LENGTH_EXTRA[symbol];
    }

    /** Of a distance less one. */
    static int distanceBase(int symbol) {
        return DISTANCE_BASE[symbol];
    }

    static int distanceExtra(int symbol) {
        return DISTANCE_EXTRA[symbol];
    }
}
