// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import java.util.Arrays;

/**
 * A canonical Huffman code of limited length for some frequencies.
 *
 * @ambidock.rule RFC 1951, section 3.2.2
 */
final class HuffmanCode {
    /** Bits needed to tell 288 symbols apart in a sort key. */
    private static final int SYMBOL_BITS = 9;

    /** Of a packed entry: the code's length stands in so many low bits, the code above them. */
    static final int LENGTH_BITS = 4;

    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final byte[] lengths;
    private final short[] codes;

    private HuffmanCode(byte[] lengths) {
        this.lengths = lengths;
        this.codes = codes(lengths);
    }

    /** The code of these lengths. */
    static HuffmanCode ofLengths(byte[] lengths) {
        return new HuffmanCode(lengths);
    }

    /** A code in which no symbol that occurs is longer than {@code most} bits. */
    static HuffmanCode ofFrequencies(int[] frequencies, int symbols, int most) {
        long[] used = new long[symbols];
        int count = 0;
        for (int i = 0; i < symbols; i++) {
            if (frequencies[i] > 0) {
                used[count++] = ((long) frequencies[i] << SYMBOL_BITS) | i;
            }
        }
        byte[] lengths = new byte[symbols];
        if (count <= 2) {
            // Some decoders refuse codes of a single symbol, so there are always two.
            for (int i = 0; i < count; i++) {
                lengths[symbol(used[i])] = 1;
            }
            for (int i = 0; count < 2; i++) {
                if (lengths[i] == 0) {
                    lengths[i] = 1;
                    count++;
                }
            }
            return new HuffmanCode(lengths);
        }
        Arrays.sort(used, 0, count);
        int[] perLength = depths(used, count, most);
        limit(perLength, most);
        int at = 0;
        for (int length = most; length > 0; length--) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[symbol(used[at++])] = (byte) length;
            }
        }
        return new HuffmanCode(lengths);
    }

    private static int symbol(long key) {
        return (int) (key & ((1 << SYMBOL_BITS) - 1));
    }

    /** How many leaves of Huffman's tree have each depth, those that are too deep counted at the limit. */
    private static int[] depths(long[] sorted, int count, int most) {
        int nodes = 2 * count - 1;
        long[] weight = new long[nodes];
        int[] parent = new int[nodes];
        for (int i = 0; i < count; i++) {
            weight[i] = sorted[i] >>> SYMBOL_BITS;
        }
        int leaf = 0;
        int inner = count;
        for (int next = count; next < nodes; next++) {
            for (int side = 0; side < 2; side++) {
                boolean takeLeaf = leaf < count && (inner >= next || weight[leaf] <= weight[inner]);
                int child = takeLeaf ? leaf++ : inner++;
                weight[next] += weight[child];
                parent[child] = next;
            }
        }
        int[] perLength = new int[most + 1];
        int[] depth = new int[nodes];
        for (int i = nodes - 2; i >= 0; i--) {
            depth[i] = depth[parent[i]] + 1;
            if (i < count) {
                perLength[Math.min(depth[i], most)]++;
            }
        }
        return perLength;
    }

    /** Moves leaves until the lengths are those of a prefix code again. */
    private static void limit(int[] perLength, int most) {
        long total = 0;
        for (int length = most; length > 0; length--) {
            total += (long) perLength[length] << (most - length);
        }
        while (total > 1L << most) {
            perLength[most]--;
            for (int length = most - 1; length > 0; length--) {
                if (perLength[length] > 0) {
                    perLength[length]--;
                    perLength[length + 1] += 2;
                    break;
                }
            }
            total--;
        }
    }

    private static short[] codes(byte[] lengths) {
        int[] next = new int[17];
        for (byte length : lengths) {
            next[length + 1]++;
        }
        next[1] = 0;
        for (int length = 2; length < next.length; length++) {
            next[length] = (next[length] + next[length - 1]) << 1;
        }
        short[] codes = new short[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            int length = lengths[i];
            if (length > 0) {
                codes[i] = (short) (Integer.reverse(next[length]++) >>> (32 - length));
            }
        }
        return codes;
    }

    /** For each symbol its code and length in one. */
    int[] packed() {
        int[] packed = new int[lengths.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = code(i) << LENGTH_BITS | lengths[i];
        }
        return packed;
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** The bits, the first one lowest. */
    int code(int symbol) {
        return codes[symbol] & 0xFFFF;
    }

    /** One more than the last symbol that has a code, at least {@code least}. */
    int used(int least) {
        int used = lengths.length;
        while (used > least && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** How many bits so many symbols take. */
    long cost(int[] frequencies) {
        long bits = 0;
        for (int i = 0; i < Math.min(lengths.length, frequencies.length); i++) {
            bits += (long) frequencies[i] * lengths[i];
        }
        return bits;
    }
}
