// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * An exclusive lock on a layout's index, between processes and between threads of one. The file that carries it is never
 * renamed or deleted, so that all writers lock the same one. The operating system frees it when its holder dies.
 */
final class LayoutLock {
    static final String FILE = ".ambidock.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private LayoutLock() {}

    /** Something to do under the lock. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does something under the lock; waits for other processes a minute at most, since it is held for the merge of the
     * index only.
     */
    static <T> T holding(Path folder, Work<T> work) throws IOException {
        Path file = folder.resolve(FILE);
        // A process has one such lock for all its threads, and loses it when any of them closes the file. So only one
        // thread at a time may have the file open at all; the interned text is the one object that all of them share.
        synchronized (("dev.ambidock.layout " + folder.toRealPath()).intern()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                acquire(channel, folder, file);
                return work.run();
            }
        }
    }

    private static void acquire(FileChannel channel, Path folder, Path file) throws IOException {
        try {
            long pauses = PATIENCE.dividedBy(PAUSE);
            for (long i = 0; i < pauses; i++) {
                if (channel.tryLock() != null) {
                    return;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock on " + folder);
        }
        throw ContentException.of(
                        FailureKind.CONFLICT,
                        folder.toString(),
                        "another writer holds the layout's lock since a minute")
                .trying("look for a stopped process that holds " + file);
    }
}
