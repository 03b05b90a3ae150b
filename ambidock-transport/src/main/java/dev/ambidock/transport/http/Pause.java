// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;

/** Time as exchanges see it; tests pass one that does not wait. */
public interface Pause {

    /** The time of day. */
    Instant now();

    /** A clock for lengths, in nanoseconds. */
    long ticks();

    /** Waits. */
    void sleep(Duration duration) throws InterruptedIOException;

    /** The system's. */
    static Pause system() {
        return new Pause() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long ticks() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedIOException {
                try {
                    Thread.sleep(Math.max(0, duration.toMillis()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while waiting for a server");
                }
            }
        };
    }
}
