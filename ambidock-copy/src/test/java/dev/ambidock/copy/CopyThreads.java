// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Limits;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Threads for one test, and the engine on them. */
final class CopyThreads implements AfterEachCallback {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    CopyEnvironment environment() {
        return new CopyEnvironment(Limits.defaults(), threads, 3, CopyListener.SILENT);
    }

    Copier copier() {
        return new Copier(environment());
    }

    ImageCheck check() {
        return new ImageCheck(environment());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        threads.shutdownNow();
    }
}
