// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import dev.ambidock.transport.http.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time in which no wait takes any, and every one is remembered. */
final class SkippedWaits implements Pause {
    private final AtomicLong skipped = new AtomicLong();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @Override
    public Instant now() {
        return Instant.now().plusNanos(skipped.get());
    }

    @Override
    public long ticks() {
        return System.nanoTime() + skipped.get();
    }

    @Override
    public void sleep(Duration duration) {
        waits.add(duration);
        skipped.addAndGet(Math.max(0, duration.toNanos()));
    }

    /** All of them, in their order. */
    List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** How long they would have been. */
    Duration all() {
        return Duration.ofNanos(skipped.get());
    }
}
