// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.task;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<@Nullable FutureTask<Boolean>> failed = new AtomicReference<>();

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
            places.release();
        }
    }

    /** Waits for all; throws the first failure. */
    public void join() throws IOException {
        try {
            for (FutureTask<Boolean> task : started) {
                if (failed.get() != null) {
                    break;
                }
                task.get();
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
        List<AtomicReference<@Nullable R>> results = new ArrayList<>();
        try {
            for (T item : items) {
                AtomicReference<@Nullable R> result = new AtomicReference<>();
                results.add(result);
                run(() -> result.set(step.apply(item)));
            }
        } finally {
            join();
        }
        List<R> all = new ArrayList<>();
        for (AtomicReference<@Nullable R> result : results) {
            all.add(Objects.requireNonNull(result.get()));
        }
        return all;
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
        started.forEach(task -> task.cancel(true));
        places.acquireUninterruptibly(parallel);
        places.release(parallel);
        started.clear();
        failed.set(null);
    }
}
