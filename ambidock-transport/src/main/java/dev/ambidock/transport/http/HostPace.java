// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each host is asked: at most so many requests a second, and none while a host that said "too many" wants to be
 * left alone. Thread-safe.
 */
final class HostPace {
    private final Pause pause;
    private final long gap;
    private final Map<String, Long> next = new HashMap<>();

    /**
     * A pace for all hosts.
     *
     * @param perSecond most requests a second to one host; 0 for any number
     */
    HostPace(double perSecond, Pause pause) {
        this.pause = pause;
        this.gap = perSecond > 0 ? (long) (1e9 / perSecond) : 0;
    }

    /** Waits until the host may be asked. */
    void await(String host) throws InterruptedIOException {
        while (true) {
            long wait;
            synchronized (next) {
                long now = pause.ticks();
                long at = next.getOrDefault(host, now);
                wait = at - now;
                if (wait <= 0) {
                    next.put(host, now + gap);
                    return;
                }
            }
            pause.sleep(Duration.ofNanos(wait));
        }
    }

    /** Nobody asks this host for so long. */
    void rest(String host, Duration duration) {
        synchronized (next) {
            next.merge(host, pause.ticks() + duration.toNanos(), Math::max);
        }
    }
}
