// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/** Runs tasks on borrowed threads, a few at once; the first failure ends the rest. Confined to the thread that starts. */
final class BoundedTasks {
    private final Executor executor;
    private final Semaphore places;
    private final List<FutureTask<Boolean>> started = new ArrayList<>();

    /** What may fail. */
    interface Task {
        void run() throws IOException;
    }

    BoundedTasks(Executor executor, int parallel) {
        this.executor = executor;
        this.places = new Semaphore(Math.max(1, parallel));
    }

    /** Starts a task as soon as there is a place. */
    void run(Task task) throws IOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        FutureTask<Boolean> future = new FutureTask<>(() -> {
            try {
                task.run();
                return true;
            } finally {
                places.release();
            }
        });
        started.add(future);
        executor.execute(future);
    }

    /** Waits for all; throws the first failure in the order of starting. */
    void join() throws IOException {
        try {
            for (FutureTask<Boolean> task : started) {
                task.get();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            started.forEach(task -> task.cancel(true));
            started.clear();
        }
    }

    private InterruptedIOException interrupted() {
        started.forEach(task -> task.cancel(true));
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while copying");
    }
}
