// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells a time as Go does after reading it: no zeros at the end of the fraction, {@code Z} for an offset of nothing.
 *
 * @ambidock.rule Go, time.Time.MarshalJSON
 */
final class GoTime {
    /** What Go writes for a time that was never said. */
    static final String ZERO = "0001-01-01T00:00:00Z";

    private static final Pattern RFC3339 = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?(Z|[+-]([01]\\d|2[0-3]):([0-5]\\d))");
    private static final int NANOSECONDS = 9;

    private GoTime() {}

    /** The spelling; empty if this is no RFC 3339 time. */
    static Optional<String> respelled(String text) {
        Matcher parts = RFC3339.matcher(text);
        if (!parts.matches() || !exists(parts)) {
            return Optional.empty();
        }
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        fraction = fraction.substring(0, Math.min(fraction.length(), NANOSECONDS));
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        String offset = parts.group(8).substring(1).equals("00:00") ? "Z" : parts.group(8);
        return Optional.of(text.substring(0, 19) + (end == 0 ? "" : "." + fraction.substring(0, end)) + offset);
    }

    private static boolean exists(Matcher parts) {
        try {
            return LocalDateTime.of(
                                    number(parts, 1),
                                    number(parts, 2),
                                    number(parts, 3),
                                    number(parts, 4),
                                    number(parts, 5),
                                    number(parts, 6))
                            .getYear()
                    >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
