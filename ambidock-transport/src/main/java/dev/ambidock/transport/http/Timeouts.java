// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.time.Duration;

/**
 * How long a peer may take.
 *
 * @param connect to accept a connection
 * @param silence to send anything at all
 * @param leastPerSecond bytes per second that a body must bring, over each span of {@code silence} spent waiting for it
 */
public record Timeouts(Duration connect, Duration silence, long leastPerSecond) {

    /** 15 seconds to connect, 60 of silence, 1 KiB a second. */
    public static Timeouts defaults() {
        return new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60), 1024);
    }
}
