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

    /** Writes all tokens; room must be reserved. The hot loop: the state of the output is kept in variables meanwhile. */
    void write(BitOutput out, HuffmanCode literalCode, HuffmanCode distanceCode) {
        int[] literal = literalCode.packed();
        int[] distance = distanceCode.packed();
        byte[] bytes = out.bytes();
        int at = out.length();
        long bits = out.bits();
        int width = out.bitCount();
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            if (token < MATCH) {
                int code = literal[token];
                bits |= (long) (code >>> HuffmanCode.LENGTH_BITS) << width;
                width += code & HuffmanCode.LENGTH_MASK;
            } else {
                int length = (token >>> LENGTH_SHIFT) & 0x1FF;
                int symbol = Symbols.ofLength(length);
                int code = literal[symbol];
                bits |= (long) (code >>> HuffmanCode.LENGTH_BITS) << width;
                width += code & HuffmanCode.LENGTH_MASK;
                bits |= (long) (length - Symbols.lengthBase(symbol)) << width;
                width += Symbols.lengthExtra(symbol);
                int less = token & 0x7FFF;
                int far = Symbols.ofDistance(less);
                code = distance[far];
                bits |= (long) (code >>> HuffmanCode.LENGTH_BITS) << width;
                width += code & HuffmanCode.LENGTH_MASK;
                bits |= (long) (less - Symbols.distanceBase(far)) << width;
                width += Symbols.distanceExtra(far);
            }
            if (width >= BitOutput.FLUSH) {
                BitOutput.LONG.set(bytes, at, bits);
                int whole = width >>> 3;
                at += whole;
                bits >>>= whole << 3;
                width &= 7;
            }
        }
        out.resume(at, bits, width);
    }
}
