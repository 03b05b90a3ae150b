// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hidden folder in the target, on the same file system, for files that are not committed yet. Its lock keeps other
 * writers out as long as its owner lives; what a killed one left is swept by the next.
 */
final class DirStaging implements Closeable {
    static final String NAME = ".ambidock-staging";
    private static final String LOCK = "lock";
    private static final int ATTEMPTS = 10;

    private final Path folder;
    private final FileChannel lock;
    private final AtomicLong count = new AtomicLong();

    private DirStaging(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Throws a {@link ContentException} of kind CONFLICT if another writer is at work. */
    static DirStaging create(Path target) throws IOException {
        Path folder = target.resolve(NAME);
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<FileChannel> lock = lock(target, folder);
            if (lock.isPresent()) {
                DirStaging staging = new DirStaging(folder, lock.get());
                try {
                    staging.clear();
                    sweep(target);
                    return staging;
                } catch (IOException e) {
                    lock.get().close();
                    throw e;
                }
            }
        }
        throw conflict(target);
    }

    /** Nothing if the folder or the lock's file went away under our hands, since another writer ended just now. */
    private static Optional<FileChannel> lock(Path target, Path folder) throws IOException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            Path file = folder.resolve(LOCK);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            // A lock on a file that is deleted already keeps nobody out: it must be the same file before and after.
            Optional<Object> before = key(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                tryLock(channel, target);
                held = before.equals(key(file));
                return held ? Optional.of(channel) : Optional.empty();
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    private static void tryLock(FileChannel channel, Path target) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw conflict(target);
            }
        } catch (OverlappingFileLockException e) {
            // A thread of this very process holds it.
            throw conflict(target);
        }
    }

    private static Optional<Object> key(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private static ContentException conflict(Path target) {
        return ContentException.of(FailureKind.CONFLICT, target.toString(), "another writer is at work in this folder")
                .trying("wait for it to end");
    }

    /** Whether only a writer like this one makes files of that name, which are of no use once it is gone. */
    static boolean isOurs(String name) {
        return name.equals(NAME) || isUnfinished(name);
    }

    private static boolean isUnfinished(String name) {
        return name.startsWith(DurableFile.PREFIX) && name.endsWith(DurableFile.SUFFIX);
    }

    /** Removes files that a killed writer did not finish. To be called under the lock. */
    private static void sweep(Path target) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                target, file -> isUnfinished(file.getFileName().toString()))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path newFile() {
        return folder.resolve("file-" + count.incrementAndGet());
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            clear();
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.deleteIfExists(folder);
        }
    }

    private void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
