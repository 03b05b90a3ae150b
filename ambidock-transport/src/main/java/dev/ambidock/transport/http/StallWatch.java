// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Ends requests whose peer stands still in a way that no option of a socket bounds: one that takes nothing any more, whose
 * answer's head comes byte by byte, or that sends less than what one reading needs. Looks around now and then on a borrowed
 * thread while there is something to look at. Thread-safe.
 */
final class StallWatch implements Closeable {
    private static final long LEAST_REST = 10_000_000;

    /** How long a borrowed thread is kept when there is nothing to look at: requests that follow closely share one. */
    private static final long MOST_IDLE = 100_000_000;

    private static final int LOOKS = 8;

    private final long most;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final Executor executor;
    private boolean looking;
    private boolean closed;

    /**
     * A watch.
     *
     * @param silence how long one step of a peer may take
     * @param executor lends a thread while something is watched
     */
    StallWatch(Duration silence, Executor executor) {
        this.executor = executor;
        this.most = silence.toNanos();
    }

    /** A request and its answer on their way, one step after the other; not looked at between the steps. */
    final class Watched implements Closeable {
        private final Runnable end;
        private volatile long since = Long.MAX_VALUE;
        private volatile boolean stalled;

        private Watched(Runnable end) {
            this.end = end;
        }

        /** The connection is there: from now on this is looked at, until it is closed. */
        void starts() {
            open.add(this);
            StallWatch.this.look();
        }

        /** The peer's turn to take something, or to send something. */
        void begins() {
            since = System.nanoTime();
        }

        /** The peer did. */
        void ends() {
            since = Long.MAX_VALUE;
        }

        /** Whether it was ended because a step took too long. */
        boolean isStalled() {
            return stalled;
        }

        /** Ends the request, whose answer nobody wants any more. */
        void abandon() {
            end.run();
        }

        private void look(long now) {
            long began = since;
            if (began != Long.MAX_VALUE && now - began > most && !stalled) {
                stalled = true;
                end.run();
            }
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    /**
     * A request that is not watched yet.
     *
     * @param end ends the request from another thread
     */
    Watched of(Runnable end) {
        return new Watched(end);
    }

    private synchronized void look() {
        if (!looking && !closed) {
            looking = true;
            executor.execute(this::run);
        }
    }

    private void run() {
        while (rest()) {
            long now = System.nanoTime();
            open.forEach(watched -> watched.look(now));
        }
    }

    /** Waits for the next look; gives the thread back when there is nothing to look at. Nobody wakes it but who closes. */
    private synchronized boolean rest() {
        long until = System.nanoTime() + Math.max(LEAST_REST, most / LOOKS);
        try {
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                if (!closed) {
                    wait(Math.min(left, MOST_IDLE) / 1_000_000 + 1);
                }
                if (open.isEmpty() || closed) {
                    looking = false;
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            looking = false;
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
