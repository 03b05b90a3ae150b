// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.model.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** Files that are whole or not there, also after a power cut: written aside, synced, renamed, folder synced. */
public final class DurableFile {
    /** Names of files that are not whole yet begin so. */
    public static final String PREFIX = ".ambidock-";
    /** Names of files that are not whole yet end so. */
    public static final String SUFFIX = ".tmp";

    private DurableFile() {}

    /** Writes a file; one that is there is replaced in one step. */
    public static void write(Path target, Bytes content) throws IOException {
        Path aside = aside(target, content);
        try {
            move(aside, target);
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
        syncFolder(target.resolveSibling("."));
    }

    /** Writes and syncs a new file beside the target, to be moved or deleted by the caller. */
    public static Path aside(Path target, Bytes content) throws IOException {
        Path aside = target.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX);
        try {
            Files.write(aside, content.toArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            sync(aside);
            return aside;
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    /** Renames in one step; what is at the new name is replaced. The folder is not synced. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes a file's bytes last. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes a folder, and those above it that are not there; their names last. */
    public static void createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path above = folder.toAbsolutePath(); above != null && !Files.exists(above); above = above.getParent()) {
            missing.push(above);
        }
        Files.createDirectories(folder);
        for (Path made : missing) {
            syncName(made);
        }
    }

    /** Makes a folder's own name last, if the folder around it may be read. */
    public static void syncName(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        try {
            if (parent != null) {
                syncFolder(parent);
            }
        } catch (AccessDeniedException e) {
            // Somebody else's, who lets us make folders and not look: the system has the name on the disk some seconds
            // later.
            return;
        }
    }

    /** Makes renames in a folder last. Where a folder cannot be opened (Windows) there is nothing to do. */
    public static void syncFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            if (File.separatorChar == '/') {
                throw e;
            }
        }
    }
}
