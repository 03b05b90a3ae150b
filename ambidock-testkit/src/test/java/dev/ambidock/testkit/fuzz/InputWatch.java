// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs many inputs on a thread that it watches: none may take a second of the processor, which a busy machine does not
 * change, nor a minute in all. One that never ends is told as well; its thread is left behind.
 */
final class InputWatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration MOST_PROCESSOR = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int SHOWN = 2000;

    private volatile Optional<Running> running = Optional.empty();
    private long longest;
    private long all;

    /** An input that is being read; the times in nanoseconds. */
    private record Running(String name, byte[] input, long processor, long clock) {}

    /** What is done with one input. */
    interface Step {
        void run() throws Exception;
    }

    /** Runs all inputs; to be called by the test's thread. */
    void whole(Step inputs) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                inputs.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                done.get(200, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                running.ifPresent(r -> check(r, THREADS.getThreadCpuTime(thread.getId())));
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause().getMessage(), e.getCause());
            }
        }
    }

    /** Runs one input; to be called inside {@link #whole}. */
    void one(String name, byte[] input, Step step) throws Exception {
        Running now = new Running(name, input, THREADS.getCurrentThreadCpuTime(), System.nanoTime());
        running = Optional.of(now);
        step.run();
        running = Optional.empty();
        long took = check(now, THREADS.getCurrentThreadCpuTime());
        all += took;
        longest = Math.max(longest, took);
    }

    /** The most of the processor that one input took. */
    Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** What all inputs took of the processor. */
    Duration all() {
        return Duration.ofNanos(all);
    }

    /** An input as a message shows it: what is not ASCII as escapes, shortened. */
    static String shown(byte[] input) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(input, StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\x%02x", (int) c));
        }
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text.toString();
    }

    private static long check(Running running, long processor) {
        long took = processor - running.processor;
        if (took > MOST_PROCESSOR.toNanos() || System.nanoTime() - running.clock > MOST.toNanos()) {
            throw new AssertionError(running.name + " takes too long: " + shown(running.input));
        }
        return took;
    }
}
