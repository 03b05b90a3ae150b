// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import java.util.Locale;

/** Text of foreign origin and numbers, made fit for a terminal. */
public final class Shown {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Shown() {}

    /** The text with control and formatting characters and broken surrogates as escapes, so that none acts. */
    public static String text(String foreign) {
        StringBuilder out = new StringBuilder(foreign.length());
        for (int i = 0; i < foreign.length(); ) {
            int c = foreign.codePointAt(i);
            if (acts(c)) {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            } else {
                out.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean acts(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** JSON without white space between its tokens, made printable. */
    public static String compact(String json) {
        StringBuilder out = new StringBuilder(json.length());
        boolean inside = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inside && c == '\\' && i + 1 < json.length()) {
                out.append(c).append(json.charAt(++i));
                continue;
            }
            if (c == '"') {
                inside = !inside;
            }
            if (inside || c > ' ') {
                out.append(c);
            }
        }
        return text(out.toString());
    }

    /** The text, cut to a width. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
    }

    /** The digest's algorithm and first 12 digits, if the text is a digest; else the text. */
    public static String shortDigest(String text) {
        boolean digest = text.length() >= 71 && (text.startsWith("sha256:") || text.startsWith("sha512:"));
        return digest ? text.substring(0, 19) + "..." : text;
    }

    /** A size as people say it; decimal units, as registries show them. */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A number and its noun, in the plural unless it is one. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
