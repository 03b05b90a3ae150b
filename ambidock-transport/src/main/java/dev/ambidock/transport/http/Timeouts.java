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
 * @param patience to send anything at all where a peer is known to work in silence, such as an engine that packs an image
 *     of many gigabytes before its first byte
 */
public record Timeouts(Duration connect, Duration silence, long leastPerSecond, Duration patience) {

    /** Without more patience than that. */
    public Timeouts(Duration connect, Duration silence, long leastPerSecond) {
        this(connect, silence, leastPerSecond, silence);
    }

    /** 15 seconds to connect, 60 of silence, 1 KiB a second, an hour of patience. */
    public static Timeouts defaults() {
        return new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60), 1024, Duration.ofHours(1));
    }

    /** For a peer that is known to work in silence. */
    public Timeouts patient() {
        return new Timeouts(connect, patience, 0, patience);
    }
}
