// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import java.util.Arrays;

/**
 * Writes blocks in whichever of the three forms is shortest.
 *
 * @ambidock.rule RFC 1951, sections 3.2.3 to 3.2.7
 */
final class BlockWriter {
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;
    private static final int MOST_STORED = 65_535;
    private static final int LONGEST_CODE = 15;
    private static final int LONGEST_LENGTH_CODE = 7;
    private static final int[] LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final HuffmanCode FIXED_LITERALS = HuffmanCode.ofLengths(fixedLiterals());
    private static final HuffmanCode FIXED_DISTANCES = HuffmanCode.ofLengths(fixedDistances());

    private final BitOutput out;

    BlockWriter(BitOutput out) {
        this.out = out;
    }

    /**
     * Writes a block and clears the tokens.
     *
     * @param data what the tokens stand for, from {@code from} to {@code to}
     * @param last whether the stream ends with this block
     */
    void write(Tokens tokens, byte[] data, int from, int to, boolean last) {
        tokens.literalFrequencies()[Symbols.END] = 1;
        HuffmanCode literals = HuffmanCode.ofFrequencies(tokens.literalFrequencies(), Symbols.LITERALS, LONGEST_CODE);
        HuffmanCode distances =
                HuffmanCode.ofFrequencies(tokens.distanceFrequencies(), Symbols.DISTANCES, LONGEST_CODE);
        CodeLengths lengths = new CodeLengths(literals, distances);
        long extra = tokens.extraBits();
        long dynamic = lengths.cost() + cost(tokens, literals, distances) + extra;
        long fixed = cost(tokens, FIXED_LITERALS, FIXED_DISTANCES) + extra;
        long stored = 8L * (to - from) + 40L * ((to - from) / MOST_STORED + 1);
        if (stored <= Math.min(dynamic, fixed)) {
            stored(data, from, to, last);
        } else {
            out.reserve((int) (Math.min(dynamic, fixed) / 8) + 64);
            boolean shortFixed = fixed <= dynamic;
            out.put((last ? 1 : 0) | (shortFixed ? FIXED : DYNAMIC) << 1, 3);
            if (!shortFixed) {
                lengths.write();
            }
            HuffmanCode literalCode = shortFixed ? FIXED_LITERALS : literals;
            tokens.write(out, literalCode, shortFixed ? FIXED_DISTANCES : distances);
            out.put(literalCode.code(Symbols.END), literalCode.length(Symbols.END));
        }
        tokens.clear();
    }

    /** An empty stored block: what was written ends on a byte boundary. */
    void flush() {
        stored(new byte[0], 0, 0, false);
    }

    private static long cost(Tokens tokens, HuffmanCode literals, HuffmanCode distances) {
        return literals.cost(tokens.literalFrequencies()) + distances.cost(tokens.distanceFrequencies());
    }

    private void stored(byte[] data, int from, int to, boolean last) {
        int at = from;
        do {
            int size = Math.min(MOST_STORED, to - at);
            boolean end = at + size == to;
            out.reserve(size + 16);
            out.put((last && end ? 1 : 0) | STORED << 1, 3);
            out.align();
            out.put(size | (long) (~size & 0xFFFF) << 16, 32);
            out.align();
            out.write(data, at, size);
            at += size;
        } while (at < to);
    }

    private static byte[] fixedLiterals() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return lengths;
    }

    private static byte[] fixedDistances() {
        byte[] lengths = new byte[Symbols.DISTANCES];
        Arrays.fill(lengths, (byte) 5);
        return lengths;
    }

    /** The lengths of both codes, as they stand before a dynamic block. */
    private final class CodeLengths {
        private static final int REPEAT = 16;
        private static final int FEW_ZEROS = 17;
        private static final int MANY_ZEROS = 18;

        private final int literalCount;
        private final int distanceCount;
        private final int[] runs;
        private final int[] frequencies = new int[19];
        private final HuffmanCode code;
        private int runCount;
        private int codes = 19;

        CodeLengths(HuffmanCode literals, HuffmanCode distances) {
            this.literalCount = literals.used(257);
            this.distanceCount = distances.used(1);
            int[] all = new int[literalCount + distanceCount];
            for (int i = 0; i < literalCount; i++) {
                all[i] = literals.length(i);
            }
            for (int i = 0; i < distanceCount; i++) {
                all[literalCount + i] = distances.length(i);
            }
            this.runs = new int[all.length];
            runs(all);
            this.code = HuffmanCode.ofFrequencies(frequencies, 19, LONGEST_LENGTH_CODE);
            while (codes > 4 && code.length(LENGTH_ORDER[codes - 1]) == 0) {
                codes--;
            }
        }

        private void runs(int[] all) {
            int at = 0;
            while (at < all.length) {
                int value = all[at];
                int end = at + 1;
                while (end < all.length && all[end] == value) {
                    end++;
                }
                if (value == 0) {
                    zeros(end - at);
                } else {
                    run(value, 0);
                    repeats(value, end - at - 1);
                }
                at = end;
            }
        }

        private void zeros(int count) {
            int left = count;
            while (left >= 11) {
                int n = Math.min(138, left);
                run(MANY_ZEROS, n - 11);
                left -= n;
            }
            if (left >= 3) {
                run(FEW_ZEROS, left - 3);
                left = 0;
            }
            for (; left > 0; left--) {
                run(0, 0);
            }
        }

        private void repeats(int value, int count) {
            int left = count;
            while (left >= 3) {
                int n = Math.min(6, left);
                run(REPEAT, n - 3);
                left -= n;
            }
            for (; left > 0; left--) {
                run(value, 0);
            }
        }

        private void run(int symbol, int extra) {
            runs[runCount++] = symbol | extra << 8;
            frequencies[symbol]++;
        }

        private static int extraBits(int symbol) {
            return symbol < REPEAT ? 0 : symbol == REPEAT ? 2 : symbol == FEW_ZEROS ? 3 : 7;
        }

        long cost() {
            long bits = 3 + 5 + 5 + 4 + 3L * codes + code.cost(frequencies);
            return bits + 2L * frequencies[REPEAT] + 3L * frequencies[FEW_ZEROS] + 7L * frequencies[MANY_ZEROS];
        }

        void write() {
            out.put(literalCount - 257, 5);
            out.put(distanceCount - 1, 5);
            out.put(codes - 4, 4);
            for (int i = 0; i < codes; i++) {
                out.put(code.length(LENGTH_ORDER[i]), 3);
            }
            for (int i = 0; i < runCount; i++) {
                int symbol = runs[i] & 0xFF;
                out.put(code.code(symbol), code.length(symbol));
                out.put(runs[i] >>> 8, extraBits(symbol));
            }
        }
    }
}
