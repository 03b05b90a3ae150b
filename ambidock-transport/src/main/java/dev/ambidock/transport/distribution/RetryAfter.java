// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a server wants to be left alone: seconds, a date, or (Docker Hub) the seconds since 1970.
 *
 * @ambidock.rule RFC 9110, section 10.2.3
 */
public final class RetryAfter {
    /** Nobody means to be left alone for 30 years. */
    private static final long FIRST_UNIX_TIME = 1_000_000_000L;

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @return never negative; empty for what is none of the three
     */
    public static Optional<Duration> parse(String text, Instant now) {
        String value = text.strip();
        if (value.matches("[0-9]{1,15}")) {
            long number = Long.parseLong(value);
            return Optional.of(
                    number < FIRST_UNIX_TIME
                            ? Duration.ofSeconds(number)
                            : atLeastZero(Duration.between(now, Instant.ofEpochSecond(number))));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(atLeastZero(Duration.between(now, date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
