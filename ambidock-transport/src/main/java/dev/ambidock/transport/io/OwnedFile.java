// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A new file that is locked as long as its owner lives: what a killed process left can so be told from what a living one
 * needs. Its name says which process made it, and a process never opens its own files to look: on POSIX systems, closing
 * any handle of a file frees all locks that the process has on it.
 */
public final class OwnedFile implements Closeable {
    private static final int TRIES = 16;

    private final Path path;
    private final FileChannel channel;

    private OwnedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a file in a folder, with a new name between prefix and suffix. */
    public static OwnedFile create(Path folder, String prefix, String suffix) throws IOException {
        return create(folder, prefix, suffix, new FileAttribute<?>[0]);
    }

    /** The same, for nobody else to read or write. */
    public static OwnedFile createPrivate(Path folder, String prefix, String suffix) throws IOException {
        return create(folder, prefix, suffix, TemporaryFile.ownerOnly(folder));
    }

    private static OwnedFile create(Path folder, String prefix, String suffix, FileAttribute<?>[] attributes)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            OwnedFile file = tryCreate(folder.resolve(newName(prefix) + suffix), attributes);
            if (file != null) {
                return file;
            }
        }
        throw new IOException("other processes delete new files in " + folder);
    }

    /** Makes and locks a file of this name, which must be new. To be called where no sweeper looks. */
    public static OwnedFile lock(Path path) throws IOException {
        OwnedFile file = tryCreate(path, new FileAttribute<?>[0]);
        if (file == null) {
            throw new IOException("another process deleted the new file " + path);
        }
        return file;
    }

    /** A name that no other file has, and that says which process gave it. */
    public static String newName(String prefix) {
        return prefix + processMark() + "-" + UUID.randomUUID();
    }

    /** Nothing if a sweeper came between the making and the locking. */
    private static @Nullable OwnedFile tryCreate(Path path, FileAttribute<?>[] attributes) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                attributes);
        boolean done = false;
        try {
            done = lock(channel) && Files.exists(path);
            return done ? new OwnedFile(path, channel) : null;
        } finally {
            if (!done) {
                channel.close();
                Files.deleteIfExists(path);
            }
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            // A file system without locks: nobody can sweep there either.
            return true;
        }
    }

    /**
     * Removes files that processes left which are gone.
     *
     * @param prefix and suffix, as they were given to {@link #create}
     * @param ours which of them may be looked at
     */
    public static void sweep(Path folder, String prefix, String suffix, Predicate<Path> ours) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, prefix + "*" + suffix)) {
            for (Path file : left) {
                if (ours.test(file) && isAbandoned(file.getFileName().toString(), file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Whether the process that made a file is gone.
     *
     * @param name a name from {@link #newName}: that of the file or of a folder around it
     * @param file the locked file; one that is not there was never locked or is half deleted
     */
    public static boolean isAbandoned(String name, Path file) {
        if (name.contains(processMark())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | OverlappingFileLockException e) {
            // Not ours to judge.
            return false;
        }
    }

    /** A process number comes again, also at once in containers; together with the time of the start it does not. */
    private static String processMark() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "-" + start;
    }

    public Path path() {
        return path;
    }

    /** To write to and read from; closing it gives the lock up. */
    public FileChannel channel() {
        return channel;
    }

    /** Gives the lock up. The file stays if nobody deleted or moved it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
