// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Ends requests whose peer takes nothing any more: writing to a socket blocks for ever then, and no option of the socket
 * bounds it. Looks around now and then on a borrowed thread while something is sent. Thread-safe.
 */
final class SendWatch implements Closeable {
    private static final long LEAST_REST = 10_000_000;
    private static final int LOOKS = 8;

    private final long most;
    private final Set<Sending> open = ConcurrentHashMap.newKeySet();
    private final Executor executor;
    private boolean looking;
    private boolean closed;

    /**
     * A watch.
     *
     * @param silence how long a peer may take nothing
     * @param executor lends a thread while something is sent
     */
    SendWatch(Duration silence, Executor executor) {
        this.executor = executor;
        this.most = silence.toNanos();
    }

    /** A body on its way. */
    final class Sending implements Closeable {
        private final Runnable end;
        private volatile long since = Long.MAX_VALUE;
        private volatile boolean stalled;

        private Sending(Runnable end) {
            this.end = end;
        }

        /** Bytes go to the socket from now on. */
        void begins() {
            since = System.nanoTime();
        }

        /** The socket took them. */
        void ends() {
            since = Long.MAX_VALUE;
        }

        /** Whether it was ended because nothing was taken. */
        boolean isStalled() {
            return stalled;
        }

        private void look(long now) {
            long began = since;
            if (began != Long.MAX_VALUE && now - began > most) {
                stalled = true;
                end.run();
            }
        }

        @Override
        public void close() {
            end(this);
        }
    }

    /**
     * Watches a request until what this returns is closed.
     *
     * @param end ends the request from another thread
     */
    Sending watch(Runnable end) {
        Sending sending = new Sending(end);
        open.add(sending);
        look();
        return sending;
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
            open.forEach(sending -> sending.look(now));
        }
    }

    /** Waits for the next look; gives the thread back as soon as there is nothing to look at. */
    private synchronized boolean rest() {
        long until = System.nanoTime() + Math.max(LEAST_REST, most / LOOKS);
        try {
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                if (open.isEmpty() || closed) {
                    looking = false;
                    return false;
                }
                wait(left / 1_000_000 + 1);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            looking = false;
            return false;
        }
    }

    private synchronized void end(Sending sending) {
        open.remove(sending);
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
