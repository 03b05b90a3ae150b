// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Questions that are asked once each, by who first needs the answer or ahead of that by a borrowed thread. A thread that
 * comes late costs nothing: who needs the answer asks then. What failed is asked anew. Thread-safe.
 */
final class AskedOnce<K, V> {
    private final Question<K, V> question;
    private final Executor executor;
    private final ConcurrentMap<K, FutureTask<V>> asked = new ConcurrentHashMap<>();

    /** What is asked. */
    interface Question<K, V> {
        V ask(K key) throws IOException;
    }

    AskedOnce(Question<K, V> question, Executor executor) {
        this.question = question;
        this.executor = executor;
    }

    /** Begins to ask, if nobody has; tells of no failure. */
    void ahead(K key) {
        FutureTask<V> task = task(key);
        if (!task.isDone()) {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                // Then whoever needs the answer asks.
                return;
            }
        }
    }

    V of(K key) throws IOException {
        FutureTask<V> task = task(key);
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            asked.remove(key, task);
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private FutureTask<V> task(K key) {
        return asked.computeIfAbsent(key, k -> new FutureTask<>(() -> question.ask(k)));
    }

    /** Nobody waits for an answer any more. */
    void close() {
        asked.values().forEach(task -> task.cancel(true));
    }
}
