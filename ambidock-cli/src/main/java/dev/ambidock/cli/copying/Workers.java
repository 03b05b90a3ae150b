// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.transport.registry.Registries;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that a copy borrows: made when needed, kept while the copy runs; none keeps the process alive. */
public final class Workers implements Executor, AutoCloseable {
    private final ExecutorService threads = daemons();

    /** Threads that do not keep the process alive. */
    public static ExecutorService daemons() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ambidock-copy");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * How many blobs move at once, where nobody says so.
     *
     * @param remote whether more time goes into waiting than into work
     */
    static int standard(boolean remote) {
        int processors = Runtime.getRuntime().availableProcessors();
        return remote ? Math.max(Registries.Settings.PARALLEL, processors) : processors;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
