// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When to try again, and how long to wait before.
 *
 * @param tries all in all, at least 1
 * @param first wait before the second try; it doubles from try to try
 * @param longest longest wait
 * @param longestAsked longest wait that a server may ask for; beyond that the request fails at once
 */
public record RetryPolicy(int tries, Duration first, Duration longest, Duration longestAsked) {
    private static final Set<Integer> WORTH_IT = Set.of(408, 429, 499, 500, 502, 503, 504, 522, 524);

    /** Five tries, half a second doubling up to 30, a minute when asked. */
    public static RetryPolicy defaults() {
        return new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** Whether a later try may be answered otherwise. */
    static boolean isWorthIt(int status) {
        return WORTH_IT.contains(status);
    }

    /** The wait after a try, from 1; up to a quarter longer or shorter, so that many clients do not come back at once. */
    Duration wait(int tried, RandomGenerator random) {
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(tried - 1, 20));
        return Duration.ofMillis((long) (millis * (0.75 + random.nextDouble() / 2)));
    }

    /** A wait that a server asked for; up to a tenth longer, so that many clients do not come back at once. */
    static Duration notBefore(Duration asked, RandomGenerator random) {
        return asked.plusMillis((long) (asked.toMillis() * random.nextDouble() / 10));
    }
}
