// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Threads to lend, for tests that end none: they do not keep the process alive. */
public final class DaemonThreads {
    private static final Executor ALL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        return thread;
    });

    private DaemonThreads() {}

    /** As many as are wanted, shared by all tests of the process. */
    public static Executor executor() {
        return ALL;
    }
}
