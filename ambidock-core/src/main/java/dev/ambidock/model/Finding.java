// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Optional;

/**
 * One thing that a reader should know of a document or of its conversion.
 *
 * @param code what kind of thing; stable
 * @param document digest of the document it is about, if there is one
 * @param pointer RFC 6901 pointer into that document; empty for the whole
 * @param text one sentence without a full stop, fit for a terminal whatever it quotes: characters that do not show are
 *     given as escapes, and it has at most 900
 */
public record Finding(FindingCode code, Optional<Digest> document, String pointer, String text) {
    private static final int MOST_TEXT = 900;

    /** Makes the text fit for a terminal. */
    public Finding {
        text = shown(text);
    }

    /** A finding about no particular document. */
    public static Finding of(FindingCode code, String text) {
        return new Finding(code, Optional.empty(), "", text);
    }

    /** A finding about a place in a document. */
    public static Finding at(FindingCode code, Digest document, String pointer, String text) {
        return new Finding(code, Optional.of(document), pointer, text);
    }

    /** The code's severity. */
    public Severity severity() {
        return code.severity();
    }

    private static String shown(String text) {
        if (text.length() <= MOST_TEXT && text.codePoints().noneMatch(Finding::hides)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < MOST_TEXT - 12; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (hides(c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
            if (out.length() >= MOST_TEXT - 12 && i < text.length()) {
                out.append('…');
            }
        }
        return out.toString();
    }

    /** Whether a terminal would do something with the character other than show it. */
    private static boolean hides(int c) {
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
