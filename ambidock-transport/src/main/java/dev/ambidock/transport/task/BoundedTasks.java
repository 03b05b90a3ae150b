// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.task;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on borrowed threads, a few at once. The first failure interrupts the rest; when {@link #join} returns or
 * throws, no task runs any more. Confined to the thread that starts.
 */
public final class BoundedTasks {
    private final Executor executor;
    private final int parallel;
    private final Semaphore places;
    private final List<FutureTask<Boolean>> started = new ArrayList<>();
    private final BlockingQueue<FutureTask<Boolean>> ended = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable FutureTask<Boolean>> failed = new AtomicReference<>();
    private volatile boolean ending;

    /** A piece of work that may fail. */
    public interface Task {
        void run() throws IOException;
    }

    /** Work on one item that gives something. */
    public interface Step<T, R> {
        R apply(T item) throws IOException;
    }

    /**
     * Tasks on these threads.
     *
     * @param executor must have as many threads as run at once
     * @param parallel how many run at once; one at least
     */
    public BoundedTasks(Executor executor, int parallel) {
        this.executor = executor;
        this.parallel = Math.max(1, parallel);
        this.places = new Semaphore(this.parallel);
    }

    /** Starts a task as soon as there is a place; after a failure does nothing. */
    public void run(Task task) throws IOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (failed.get() != null) {
            places.release();
            return;
        }
        FutureTask<Boolean> future = new FutureTask<>(() -> {
            task.run();
            return true;
        });
        started.add(future);
        try {
            executor.execute(() -> runToItsEnd(future));
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    /** The place is free only when the task has really ended, also if it was cancelled meanwhile. */
    private void runToItsEnd(FutureTask<Boolean> future) {
        try {
            future.run();
            future.get();
        } catch (ExecutionException e) {
            failed.compareAndSet(null, future);
        } catch (CancellationException | InterruptedException e) {
            // Somebody else failed or was interrupted, and tells.
            return;
        } finally {
            ended.add(future);
            places.release();
        }
    }

    /** Waits for all; throws the first failure, as soon as there is one. */
    public void join() throws IOException {
        try {
            for (int i = 0; i < started.size() && failed.get() == null; i++) {
                ended.take();
            }
            FutureTask<Boolean> first = failed.get();
            if (first != null) {
                first.get();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            cancelAll();
        }
    }

    /** Does the same to each item, and gives the results in the order of the items. Throws the first failure. */
    public <T, R> List<R> map(List<T> items, Step<T, R> step) throws IOException {
        AtomicReferenceArray<@Nullable R> results = new AtomicReferenceArray<>(items.size());
        AtomicInteger next = new AtomicInteger();
        // Who is done takes the next item himself: to be given it by another thread takes as long as a short item.
        Task takeOn = () -> {
            for (int i = next.getAndIncrement(); i < items.size() && !isOver(); i = next.getAndIncrement()) {
                results.set(i, step.apply(items.get(i)));
            }
        };
        try {
            for (int i = 0; i < Math.min(parallel, items.size()); i++) {
                run(takeOn);
            }
        } finally {
            join();
        }
        List<R> all = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            all.add(Objects.requireNonNull(results.get(i)));
        }
        return all;
    }

    private boolean isOver() {
        return ending || failed.get() != null;
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }

    private InterruptedIOException interrupted() {
        cancelAll();
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    private void cancelAll() {
        ending = true;
        started.forEach(task -> task.cancel(true));
        places.acquireUninterruptibly(parallel);
        places.release(parallel);
        started.clear();
        ended.clear();
        failed.set(null);
        ending = false;
    }
}
