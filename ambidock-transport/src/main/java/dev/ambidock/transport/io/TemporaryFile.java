// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.transport.error.ContentException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file for content that has no place yet: written once, then read. It is gone when it is closed, and where the system
 * allows (not on Windows) it has no name from the start, so that a killed process leaves nothing. Only its owner can read
 * it.
 */
public final class TemporaryFile implements Closeable {
    private static final String NAME = DurableFile.PREFIX + "spool-";

    private final FileChannel channel;

    private TemporaryFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes a file in this folder. */
    public static TemporaryFile create(Path folder) throws IOException {
        Path file = folder.resolve(NAME + UUID.randomUUID() + DurableFile.SUFFIX);
        try {
            return new TemporaryFile(FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE),
                    ownerOnly(folder)));
        } catch (IOException e) {
            IOException failure = FileFailure.of("folder for temporary files " + folder, e);
            throw failure instanceof ContentException c ? c.trying("another one with TMPDIR") : failure;
        }
    }

    /**
     * Removes what processes left that were killed before their file had lost its name. One that is about to lose it needs it
     * no more.
     */
    public static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, NAME + "*" + DurableFile.SUFFIX)) {
            for (Path file : left) {
                if (isEmptyFile(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isEmptyFile(Path file) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() && found.size() == 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What a new file in a folder needs so that only its owner can read and write it. */
    static FileAttribute<?>[] ownerOnly(Path folder) {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
    }

    /** Writes behind what is there; closing it does not close the file. */
    public OutputStream output() {
        return new OutputStream() {
            private final OutputStream out = Channels.newOutputStream(channel);

            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        };
    }

    /** Reads from the first byte to what is now the end; closing it does not close the file. */
    public InputStream input() throws IOException {
        return new ChannelInput(channel, 0, channel.size());
    }

    /** To read at any place. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
