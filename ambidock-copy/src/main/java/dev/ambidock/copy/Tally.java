// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was done. Thread-safe. */
final class Tally {
    private final AtomicInteger moved = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    void moved(Descriptor blob) {
        moved.incrementAndGet();
        bytes.addAndGet(Math.max(0, blob.size()));
    }

    void skip() {
        skipped.incrementAndGet();
    }

    int moved() {
        return moved.get();
    }

    int skipped() {
        return skipped.get();
    }

    long bytes() {
        return bytes.get();
    }
}
