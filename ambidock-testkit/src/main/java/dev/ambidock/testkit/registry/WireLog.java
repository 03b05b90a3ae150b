// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What went over the wire. Thread-safe. */
public final class WireLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /**
     * One request.
     *
     * @param received bytes of its body that came
     * @param sent bytes of the answer's body that went
     * @param status of the answer; 0 while there is none
     */
    public record Entry(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            AtomicLong received,
            AtomicLong sent,
            AtomicLong status) {}

    Entry begin(WireRequest request) {
        Entry entry = new Entry(
                request.method(),
                request.path(),
                request.query(),
                Map.copyOf(request.headers()),
                new AtomicLong(),
                new AtomicLong(),
                new AtomicLong());
        entries.add(entry);
        return entry;
    }

    /** All requests, in the order in which they came. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Those of a method whose path holds a text. */
    public List<Entry> of(String method, String part) {
        return entries.stream()
                .filter(e -> e.method().equals(method) && e.path().contains(part))
                .toList();
    }

    /** Bytes of all bodies of requests. */
    public long received() {
        return entries.stream().mapToLong(e -> e.received().get()).sum();
    }

    /** Bytes of all bodies of answers. */
    public long sent() {
        return entries.stream().mapToLong(e -> e.sent().get()).sum();
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
    }
}
