// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was done. Thread-safe. */
final class Tally {
    private final Set<Digest> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger moved = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    boolean isDone(Descriptor blob) {
        return done.contains(blob.digest());
    }

    void moved(Descriptor blob, long read) {
        done.add(blob.digest());
        moved.incrementAndGet();
        bytes.addAndGet(read);
    }

    void skip(Descriptor blob) {
        done.add(blob.digest());
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
