// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Locale;

/**
 * A media type without parameters, in lower case: the form in which types are compared.
 *
 * @param text {@code type/subtype}, lower case, no parameters
 * @ambidock.rule RFC 6838, section 4.2: names are compared without regard to case
 */
public record MediaType(String text) {

    /** Brings any spelling into the compared form; never fails, whatever the text. */
    public static MediaType of(String asFound) {
        int semicolon = asFound.indexOf(';');
        String bare = semicolon < 0 ? asFound : asFound.substring(0, semicolon);
        return new MediaType(isPlain(bare) ? bare : bare.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || (c >= 'A' && c <= 'Z') || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    // Written out, as in every record that a start compares: what Java makes for records takes milliseconds to link.
    @Override
    public boolean equals(Object other) {
        return other instanceof MediaType type && text.equals(type.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
