// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A second file of the same bytes, made by the system: within the kernel, and without copying where the file system shares
 * blocks and Java asks for it (from 21 on). The bytes are checked where they arrived, so that no change meanwhile slips by.
 */
final class FileDuplicate {
    /** As long as a copy does not heed an interruption. */
    private static final long STEP = 64L << 20;

    private static final int BUFFER = 128 << 10;

    private final boolean hardLinks;

    /**
     * Duplicates.
     *
     * @param hardLinks whether a second name for the file is wanted, where the file system gives one
     */
    FileDuplicate(boolean hardLinks) {
        this.hardLinks = hardLinks;
    }

    /** Whether there is one now, of the right bytes; else there is no file. */
    boolean make(Path from, Path to, Descriptor expected) throws IOException {
        boolean made = false;
        try {
            made = (hardLinks && link(from, to)) || copy(from, to);
            made = made && isRight(to, expected);
        } catch (IOException e) {
            throw FileFailure.of(to.toString(), e);
        } finally {
            if (!made) {
                Files.deleteIfExists(to);
            }
        }
        return made;
    }

    private static boolean link(Path from, Path to) {
        try {
            Files.createLink(to, from);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system, or none that has links.
            return false;
        }
    }

    private static boolean copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            long done = 0;
            while (done < size) {
                FileFailure.checkInterrupt(from.toString());
                long moved = in.transferTo(done, Math.min(STEP, size - done), out);
                if (moved <= 0) {
                    return false;
                }
                done += moved;
            }
            return true;
        }
    }

    private static boolean isRight(Path file, Descriptor expected) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new VerifyingInputStream(Files.newInputStream(file), expected)) {
            while (in.read(buffer, 0, buffer.length) >= 0) {
                FileFailure.checkInterrupt(file.toString());
            }
            return true;
        } catch (ContentException e) {
            return false;
        }
    }
}
