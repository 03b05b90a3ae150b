// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.transport.io.DurableFile;
import dev.ambidock.transport.io.OwnedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hidden folder in the layout, on the same file system, for blobs that are not committed yet. Its lock file is locked as
 * long as its owner lives, so what a killed process left can be told from what a living one needs.
 */
final class Staging implements Closeable {
    private static final String PREFIX = ".ambidock-staging-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final OwnedFile lock;
    private final AtomicLong count = new AtomicLong();

    private Staging(Path folder, OwnedFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes the folder. To be called under the layout's lock. */
    static Staging create(Path layout) throws IOException {
        Path folder = Files.createDirectory(layout.resolve(OwnedFile.newName(PREFIX)));
        try {
            return new Staging(folder, OwnedFile.lock(folder.resolve(LOCK)));
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** Removes what killed processes left. To be called under the layout's lock, so that no new one is half made. */
    static void sweep(Path layout) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(layout, PREFIX + "*")) {
            for (Path folder : left) {
                if (OwnedFile.isAbandoned(folder.getFileName().toString(), folder.resolve(LOCK))) {
                    delete(folder);
                }
            }
        }
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(layout, DurableFile.PREFIX + "*" + DurableFile.SUFFIX)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path newFile() {
        return folder.resolve("blob-" + count.incrementAndGet());
    }

    @Override
    public void close() throws IOException {
        try {
            delete(folder);
        } finally {
            lock.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
