// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets tests elsewhere reach the reader of {@code Retry-After}. */
public final class RetryAfterDoor {
    private RetryAfterDoor() {}

    public static Optional<Duration> parse(String text, Instant now) {
        return RetryAfter.parse(text, now);
    }
}
