// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Runs tasks in the order in which they came, a few at once, on borrowed threads. As many at once as there are processors
 * end one after the other; more than that end all together, and processors idle until the next ones are ready.
 */
final class Lanes {
    private final Executor executor;
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    Lanes(Executor executor, int most) {
        this.executor = executor;
        this.most = Math.max(1, most);
    }

    /** Never waits. */
    void run(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (busy == most) {
                return;
            }
            busy++;
        }
        executor.execute(this::lane);
    }

    private void lane() {
        while (true) {
            Runnable next;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    busy--;
                    return;
                }
                next = waiting.remove();
            }
            next.run();
        }
    }
}
