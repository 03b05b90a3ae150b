// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import java.util.Arrays;

/** Literals and matches of one block, with their frequencies. */
final class Tokens {
    /** Long enough to pay for a code of its own, short enough to fit its part of the data. */
    static final int MOST = 1 << 15;

    private static final int MATCH = 1 << 30;
    private static final int LENGTH_SHIFT = 16;

    private final int[] tokens = new int[MOST];
    private final int[] literals = new int[Symbols.LITERALS];
    private final int[] distances = new int[Symbols.DISTANCES];
    private int count;

    boolean isFull() {
        return count == MOST;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Room for so many tokens more. */
    int room() {
        return MOST - count;
    }

    void literals(byte[] data, int from, int to) {
        int n = count;
        for (int i = from; i < to; i++) {
            int literal = data[i] & 0xFF;
            tokens[n++] = literal;
            literals[literal]++;
        }
        count = n;
    }

    void match(int length, int distance) {
        tokens[count++] = MATCH | (length << LENGTH_SHIFT) | (distance - 1);
        literals[Symbols.ofLength(length)]++;
        distances[Symbols.ofDistance(distance - 1)]++;
    }

    void clear() {
        count = 0;
        Arrays.fill(literals, 0);
        Arrays.fill(distances, 0);
    }

    int[] literalFrequencies() {
        return literals;
    }

    int[] distanceFrequencies() {
        return distances;
    }

    /** Bits beside the codes: those that tell lengths and distances of one symbol apart. */
    long extraBits() {
        long bits = 0;
        for (int i = Symbols.END + 1; i < Symbols.LITERALS; i++) {
            bits += (long) literals[i] * Symbols.lengthExtra(i);
        }
        for (int i = 0; i < Symbols.DISTANCES; i++) {
            bits += (long) distances[i] * Symbols.distanceExtra(i);
        }
        return bits;
    }

    /** Writes all tokens; room must be reserved. */
    void write(BitOutput out, HuffmanCode literalCode, HuffmanCode distanceCode) {
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            if (token < MATCH) {
                out.put(literalCode.code(token), literalCode.length(token));
            } else {
                match(out, token, literalCode, distanceCode);
            }
        }
    }

    private static void match(BitOutput out, int token, HuffmanCode literalCode, HuffmanCode distanceCode) {
        int length = (token >>> LENGTH_SHIFT) & 0x1FF;
        int less = token & 0x7FFF;
        int symbol = Symbols.ofLength(length);
        long bits = literalCode.code(symbol);
        int width = literalCode.length(symbol);
        bits |= (long) (length - Symbols.lengthBase(symbol)) << width;
        width += Symbols.lengthExtra(symbol);
        int far = Symbols.ofDistance(less);
        bits |= (long) distanceCode.code(far) << width;
        width += distanceCode.length(far);
        bits |= (long) (less - Symbols.distanceBase(far)) << width;
        out.put(bits, width + Symbols.distanceExtra(far));
    }
}
