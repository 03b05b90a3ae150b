// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each host is asked: at most so many requests a second; none while a host that said "too many" wants to be left
 * alone, and from then on no more in such a time than it took before it said so. Thread-safe.
 */
final class HostPace {
    /** How many requests are remembered. */
    private static final int MOST = 10_000;

    private final Pause pause;
    private final long gap;
    private final Map<String, Host> hosts = new HashMap<>();

    private static final class Host {
        final Deque<Long> asked = new ArrayDeque<>();
        long next;
        long gap;

        Host(long now, long gap) {
            this.next = now;
            this.gap = gap;
        }
    }

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
    void await(String name) throws InterruptedIOException {
        while (true) {
            long wait;
            synchronized (hosts) {
                long now = pause.ticks();
                Host host = hosts.computeIfAbsent(name, n -> new Host(now, gap));
                wait = host.next - now;
                if (wait <= 0) {
                    host.next = now + host.gap;
                    host.asked.add(now);
                    if (host.asked.size() > MOST) {
                        host.asked.remove();
                    }
                    return;
                }
            }
            pause.sleep(Duration.ofNanos(wait));
        }
    }

    /** The host says that it was asked too often, and wants to be left alone for so long. */
    void rest(String name, Duration duration) {
        synchronized (hosts) {
            long now = pause.ticks();
            Host host = hosts.computeIfAbsent(name, n -> new Host(now, gap));
            long span = duration.toNanos();
            while (!host.asked.isEmpty() && host.asked.peek() < now - span) {
                host.asked.remove();
            }
            // The refused one and one more, since nobody knows where the host's own count begins.
            long allowed = Math.max(1, host.asked.size() - 2);
            host.gap = Math.max(host.gap, span / allowed);
            host.next = Math.max(host.next, now + span);
        }
    }
}
