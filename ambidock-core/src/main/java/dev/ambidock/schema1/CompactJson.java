// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Spells a piece of JSON as Go does when it writes one that it did not look into: no white space, and the characters that
 * HTML knows as escapes. Every other byte of a string or number stays as it is.
 *
 * @ambidock.rule Go, encoding/json, compact
 */
final class CompactJson {
    private CompactJson() {}

    /** The compact form of the valid JSON in [from, to). */
    static byte[] of(byte[] source, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        boolean string = false;
        int i = from;
        while (i < to) {
            byte c = source[i];
            int length = 1;
            if (string && c == '\\') {
                length = 2;
                out.write(source, i, length);
            } else if (c == '<' || c == '>' || c == '&') {
                escape(out, c);
            } else if (isSeparator(source, i, to)) {
                length = 3;
                escape(out, 0x2028 | (source[i + 2] & 1));
            } else if (string || !isBlank(c)) {
                out.write(c);
                string ^= c == '"';
            }
            i += length;
        }
        return out.toByteArray();
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** U+2028 or U+2029. */
    private static boolean isSeparator(byte[] source, int i, int to) {
        return i + 2 < to && source[i] == (byte) 0xE2 && source[i + 1] == (byte) 0x80 && (source[i + 2] & 0xFE) == 0xA8;
    }

    private static void escape(ByteArrayOutputStream out, int c) {
        out.writeBytes(String.format("\\u%04x", c).getBytes(StandardCharsets.US_ASCII));
    }
}
