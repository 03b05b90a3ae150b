// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

/** A digest, platform or other short text does not have its form. */
public final class MalformedTextException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 100;

    private final String rule;

    /** The text as found, shortened and made printable in the message, and the rule that it breaks. */
    public MalformedTextException(String text, String rule) {
        super("\"" + shown(text) + "\": " + rule);
        this.rule = rule;
    }

    /** The rule that the text breaks. */
    public String rule() {
        return rule;
    }

    private static String shown(String text) {
        String head = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        StringBuilder out = new StringBuilder();
        head.codePoints()
                .forEach(c -> out.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return out.toString();
    }
}
