// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Watches how long the inputs of one thread take. Counts that thread's own time, so that a busy machine makes nobody look
 * hung; the input on which it hangs for good is printed, since the test then ends by its timeout alone.
 */
final class InputWatch implements AutoCloseable {
    private static final long HANG = TimeUnit.SECONDS.toNanos(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long watched = Thread.currentThread().getId();
    private final Thread watcher;
    private volatile String current = "";
    private volatile long since;
    private long longest;
    private String slowest = "";

    InputWatch() {
        watcher = new Thread(this::watch, "input-watch");
        watcher.setDaemon(true);
        since = THREADS.getCurrentThreadCpuTime();
        watcher.start();
    }

    /** The next input begins. */
    void begin(String name) {
        current = name;
        since = THREADS.getCurrentThreadCpuTime();
    }

    /** It ended. */
    void end() {
        long took = THREADS.getCurrentThreadCpuTime() - since;
        if (took > longest) {
            longest = took;
            slowest = current;
        }
        current = "";
    }

    /** Whether any took more than a second. */
    boolean anyHung() {
        return longest > HANG;
    }

    /** The slowest input. */
    String slowest() {
        return String.format(Locale.ROOT, "%d ms for %s", TimeUnit.NANOSECONDS.toMillis(longest), slowest);
    }

    private void watch() {
        String told = "";
        try {
            while (true) {
                Thread.sleep(500);
                String now = current;
                if (!now.isEmpty() && !now.equals(told) && THREADS.getThreadCpuTime(watched) - since > HANG) {
                    told = now;
                    System.out.println("more than a second of work: " + now);
                }
            }
        } catch (InterruptedException e) {
            // Over.
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
