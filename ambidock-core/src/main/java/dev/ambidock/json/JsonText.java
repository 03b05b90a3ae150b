// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.nio.charset.StandardCharsets;

/** The spelling of JSON strings: where a literal ends, what it says, how to write one. */
final class JsonText {
    private static final int MOST_PRINTED = 200;
    private static final byte[] REPLACEMENT = {'f', 'f', 'f', 'd'};

    private JsonText() {}

    /** Whether the text is of printable ASCII characters only. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** End (exclusive) of the string literal whose opening quote is at {@code quote}; the text's end if it is cut. */
    static int literalEnd(byte[] text, int quote) {
        int i = quote + 1;
        while (i < text.length && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length);
    }

    /** Offset of the first {@code \\u} escape that is half a pair in the valid literal, or -1. */
    static int loneSurrogate(byte[] text, int from, int to) {
        int i = from + 1;
        while (i < to - 1) {
            if (text[i] != '\\') {
                i++;
                continue;
            }
            if (text[i + 1] != 'u' || i + 6 > to) {
                i += 2;
                continue;
            }
            int unit = hex4(text, i + 2);
            if (unit >= 0xDC00 && unit <= 0xDFFF) {
                return i;
            }
            if (unit >= 0xD800 && unit <= 0xDBFF) {
                if (!lowSurrogateAt(text, i + 6, to)) {
                    return i;
                }
                i += 6;
            }
            i += 6;
        }
        return -1;
    }

    /**
     * The text itself, or a copy of equal length in which each half of a pair is spelled U+FFFD: in a name, the parser
     * would stop at it. Linear in the text.
     */
    static byte[] withoutLoneSurrogates(byte[] text) {
        byte[] mended = text;
        int i = 0;
        while (i < text.length) {
            if (text[i] != '"') {
                i++;
                continue;
            }
            int end = literalEnd(text, i);
            for (int lone = loneSurrogate(text, i, end); lone >= 0; lone = loneSurrogate(text, lone + 5, end)) {
                mended = mended == text ? text.clone() : mended;
                System.arraycopy(REPLACEMENT, 0, mended, lone + 2, REPLACEMENT.length);
            }
            i = end;
        }
        return mended;
    }

    private static boolean lowSurrogateAt(byte[] text, int i, int to) {
        if (i + 6 > to || text[i] != '\\' || text[i + 1] != 'u') {
            return false;
        }
        int unit = hex4(text, i + 2);
        return unit >= 0xDC00 && unit <= 0xDFFF;
    }

    /** What the literal in [from, to) says. Broken UTF-8 becomes U+FFFD. */
    static String decode(byte[] text, int from, int to) {
        int i = from + 1;
        while (i < to - 1 && text[i] != '\\') {
            i++;
        }
        if (i >= to - 1) {
            return new String(text, from + 1, to - from - 2, StandardCharsets.UTF_8);
        }
        StringBuilder out = new StringBuilder(to - from);
        int plain = from + 1;
        while (i < to - 1) {
            if (text[i] != '\\') {
                i++;
                continue;
            }
            out.append(new String(text, plain, i - plain, StandardCharsets.UTF_8));
            out.append(unescape(text, i));
            i += escapeLength(text, i);
            plain = i;
        }
        return out.append(new String(text, plain, to - 1 - plain, StandardCharsets.UTF_8))
                .toString();
    }

    /** Length in bytes of the escape that begins at the backslash. */
    static int escapeLength(byte[] text, int backslash) {
        return text[backslash + 1] == 'u' ? 6 : 2;
    }

    private static char unescape(byte[] text, int backslash) {
        return switch (text[backslash + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) hex4(text, backslash + 2);
            default -> (char) text[backslash + 1];
        };
    }

    /** What is no number is no half of a pair either, and stays for the parser to refuse: -1. */
    private static int hex4(byte[] text, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Appends a JSON string literal with the shortest escapes. */
    static void quote(StringBuilder out, String text) {
        out.append('"');
        escape(out, text);
        out.append('"');
    }

    /** Appends the text as it stands between the quotes of a literal. */
    static void escape(StringBuilder out, String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escape(out, c);
                plain = i + 1;
            }
        }
        out.append(plain == 0 ? text : text.substring(plain));
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> unicodeEscape(out, c);
        }
    }

    static void unicodeEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }

    /** The text with control and formatting characters shown as escapes, and cut when long: fit for a terminal. */
    static String printable(String text) {
        if (text.length() <= MOST_PRINTED && isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < MOST_PRINTED; i++) {
            char c = text.charAt(i);
            if (hides(c)) {
                unicodeEscape(out, c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean hides(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
