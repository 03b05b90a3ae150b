// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

/** What a string literal says, and where each of its characters is spelled. */
final class LiteralMap {
    private final String text;
    /**
     * Byte offset of each UTF-16 unit, and behind them the offset of the closing quote. The second unit of a pair that
     * is spelled as one UTF-8 sequence has the offset of the first.
     */
    private final int[] offsets;

    private LiteralMap(String text, int[] offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    static LiteralMap of(byte[] source, int from, int to) {
        String text = JsonText.decode(source, from, to);
        int[] offsets = new int[text.length() + 1];
        int unit = 0;
        int i = from + 1;
        while (i < to - 1 && unit < text.length()) {
            offsets[unit++] = i;
            if (source[i] == '\\') {
                i += JsonText.escapeLength(source, i);
                continue;
            }
            int length = sequenceLength(source[i]);
            if (length == 4 && unit < text.length()) {
                offsets[unit++] = i;
            }
            i += length;
        }
        offsets[text.length()] = to - 1;
        return new LiteralMap(text, offsets);
    }

    String text() {
        return text;
    }

    int offset(int unit) {
        return offsets[unit];
    }

    private static int sequenceLength(byte first) {
        int b = first & 0xFF;
        if (b < 0x80) {
            return 1;
        }
        if (b < 0xE0) {
            return 2;
        }
        return b < 0xF0 ? 3 : 4;
    }
}
