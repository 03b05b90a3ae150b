// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.DurableFile;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.OwnedFile;
import dev.ambidock.transport.io.TemporaryFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where an archive's bytes go. A file is written beside its place, under a name of ours, and takes the place on commit;
 * closing without commit deletes it. Streams and devices get the bytes at once.
 */
final class ArchiveTarget implements Closeable {
    private static final String PREFIX = ".ambidock-archive-";
    private static final String SUFFIX = ".part";
    private static final int BUFFER = 128 << 10;

    private final String name;
    private final OutputStream out;
    private final Path temporary;
    private final Optional<Path> place;
    private final Optional<OwnedFile> aside;
    private final boolean closes;
    private boolean committed;

    private ArchiveTarget(
            String name,
            OutputStream out,
            Path temporary,
            Optional<Path> place,
            Optional<OwnedFile> aside,
            boolean closes) {
        this.name = name;
        this.out = new BufferedOutputStream(FileFailure.naming(name, out), BUFFER);
        this.temporary = temporary;
        this.place = place;
        this.aside = aside;
        this.closes = closes;
    }

    static ArchiveTarget open(ArchiveLocator locator, OutputStream standardOutput, Path temporary) throws IOException {
        String name = locator.toString();
        if (locator.isStandardStream()) {
            return new ArchiveTarget(name, standardOutput, temporary, Optional.empty(), Optional.empty(), false);
        }
        Path file = locator.file();
        if (Files.isDirectory(file)) {
            throw ContentException.of(FailureKind.UNSUPPORTED, name, "it is a folder, not a file")
                    .trying("oci:" + file + " for an OCI layout, or the name of a file");
        }
        try {
            return Files.exists(file) && !Files.isRegularFile(file)
                    ? device(name, file, temporary)
                    : file(name, Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
        } catch (IOException e) {
            throw FileFailure.of(name, e);
        }
    }

    private static ArchiveTarget device(String name, Path file, Path temporary) throws IOException {
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
        return new ArchiveTarget(name, out, temporary, Optional.empty(), Optional.empty(), true);
    }

    private static ArchiveTarget file(String name, Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw ContentException.of(FailureKind.NOT_FOUND, name, "there is no folder " + folder);
        }
        sweep(folder);
        OwnedFile aside = OwnedFile.create(folder, PREFIX, SUFFIX);
        return new ArchiveTarget(
                name, Channels.newOutputStream(aside.channel()), folder, Optional.of(file), Optional.of(aside), true);
    }

    /** Removes what killed processes left. */
    private static void sweep(Path folder) throws IOException {
        OwnedFile.sweep(folder, PREFIX, SUFFIX, file -> true);
        TemporaryFile.sweep(folder);
    }

    OutputStream stream() {
        return out;
    }

    String name() {
        return name;
    }

    /** A folder for temporary files, on the file system of the archive if that is a file. */
    Path temporary() {
        return temporary;
    }

    /** Makes what was written so far the archive. */
    void commit() throws IOException {
        out.flush();
        try {
            if (aside.isPresent()) {
                aside.get().channel().force(true);
                DurableFile.move(aside.get().path(), place.orElseThrow());
                DurableFile.syncFolder(place.orElseThrow().resolveSibling("."));
            }
        } catch (IOException e) {
            throw FileFailure.of(name, e);
        }
        committed = true;
    }

    @Override
    public void close() throws IOException {
        try {
            if (aside.isPresent()) {
                // Deleted while the lock is still held, so that no sweeper has to think about it.
                if (!committed) {
                    Files.deleteIfExists(aside.get().path());
                }
                aside.get().close();
            } else if (closes) {
                out.close();
            }
        } catch (IOException e) {
            throw FileFailure.of(name, e);
        }
    }
}
