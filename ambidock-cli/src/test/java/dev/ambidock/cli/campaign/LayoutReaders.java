// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that read a layout's index again and again, without a lock, until they are told to end. */
final class LayoutReaders implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int MOST_PROBLEMS = 20;
    private static final long PAUSE = 200_000;

    private final Path index;
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong states = new AtomicLong();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    /** Begins to read. */
    LayoutReaders(Path layout) {
        index = layout.resolve("index.json");
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::read, "index reader");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void read() {
        Set<String> seen = new HashSet<>();
        while (!ending && problems.size() < MOST_PROBLEMS) {
            try {
                byte[] bytes = Files.readAllBytes(index);
                List<String> names = LayoutWriters.names(bytes);
                if (!names.containsAll(seen)) {
                    problems.add("names went away: " + seen + " became " + names);
                }
                if (seen.addAll(names)) {
                    states.incrementAndGet();
                }
            } catch (IOException | RuntimeException e) {
                problems.add(e.toString());
            }
            reads.incrementAndGet();
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** How often it was read. */
    long reads() {
        return reads.get();
    }

    /** How often a reader found more names than before. */
    long states() {
        return states.get();
    }

    /** Files that were not there or did not parse, and names that went away. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        stop();
    }

    /** Waits until the readers have ended. */
    void stop() {
        ending = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
