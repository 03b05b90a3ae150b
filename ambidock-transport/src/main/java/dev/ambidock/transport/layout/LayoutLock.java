// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a layout's index, between processes and between threads of one. The file that carries it is never
 * renamed or deleted, so that all writers lock the same one. The operating system frees it when its holder dies.
 */
final class LayoutLock implements Closeable {
    static final String FILE = ".ambidock.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final FileChannel channel;

    private LayoutLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock, a minute at most: it is held for the merge of the index only. */
    static LayoutLock acquire(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long pauses = PATIENCE.dividedBy(PAUSE);
            for (long i = 0; i < pauses; i++) {
                if (tryLock(channel) != null) {
                    return new LayoutLock(channel);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock on " + folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw ContentException.of(
                        FailureKind.CONFLICT,
                        folder.toString(),
                        "another writer holds the layout's lock since a minute")
                .trying("look for a stopped process that holds " + file);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // A thread of this very process holds it.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
