// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.ChannelInput;
import dev.ambidock.transport.io.FileFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A plain tar on disk, opened for reading its entries by name in any order. Nothing is ever unpacked. Thread-safe once
 * open: each content stream has a position of its own. Closing it ends all streams.
 */
final class TarArchive implements Closeable {
    /** Real archives have some entries for each layer. */
    private static final int MOST_ENTRIES = 200_000;

    private static final int MOST_LINKS = 8;
    private static final int BLOCK = 512;

    private final FileChannel file;
    private final String name;
    private long unpackedLeft;
    private final Map<String, TarEntry> entries = new HashMap<>();

    private TarArchive(FileChannel file, String name, long mostUnpacked) {
        this.file = file;
        this.name = name;
        this.unpackedLeft = mostUnpacked;
    }

    /**
     * Reads the headers. Takes ownership of the channel.
     *
     * @param mostUnpacked how long sparse files may be together, holes counted
     */
    static TarArchive open(FileChannel file, String name, long mostUnpacked) throws IOException {
        TarArchive archive = new TarArchive(file, name, mostUnpacked);
        boolean done = false;
        try {
            archive.scan();
            done = true;
            return archive;
        } catch (ContentException | ClosedChannelException e) {
            throw FileFailure.of(name, e);
        } catch (IOException | RuntimeException e) {
            throw ContentException.of(FailureKind.MALFORMED, name, "the tar is broken or cut short: " + e.getMessage());
        } finally {
            if (!done) {
                archive.close();
            }
        }
    }

    private void scan() throws IOException {
        ChannelInput in = new ChannelInput(file, 0, file.size());
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            int sequence = 0;
            long end = 0;
            for (TarArchiveEntry header = tar.getNextEntry(); header != null; header = tar.getNextEntry()) {
                if (sequence == MOST_ENTRIES) {
                    throw ContentException.of(
                            FailureKind.LIMIT_EXCEEDED, name, "it has more than " + MOST_ENTRIES + " entries");
                }
                long offset = in.position();
                if (header.isSparse()) {
                    // How much of it is stored is known to the reader only.
                    unpack(header.getRealSize());
                    end = offset;
                } else {
                    end = offset + (header.getSize() + BLOCK - 1) / BLOCK * BLOCK;
                }
                entry(header, header.isSparse() ? -1 : offset, sequence++);
            }
            refuseCut(end, file.size());
        }
    }

    /** A few bytes can stand for a hole of any length. */
    private void unpack(long realSize) throws ContentException {
        if (realSize < 0 || realSize > unpackedLeft) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED, name, "its sparse files are longer than what may be unpacked");
        }
        unpackedLeft -= realSize;
    }

    /** The reader takes a cut header for the end; only a cut between two entries, or in the trailer, looks whole. */
    private void refuseCut(long end, long size) throws ContentException {
        long behind = size - end;
        if (behind < 0 || (behind > 0 && behind < BLOCK)) {
            throw ContentException.of(FailureKind.MALFORMED, name, "the tar is cut short after " + size + " bytes");
        }
    }

    private void entry(TarArchiveEntry header, long offset, int sequence) throws IOException {
        Optional<TarEntry.Kind> kind = kind(header);
        if (kind.isEmpty()) {
            throw ContentException.of(
                    FailureKind.MALFORMED, name, "it holds a device or pipe, which no image archive does");
        }
        String clean = TarNames.clean(header.getName(), name);
        if (clean.isEmpty() || kind.get() == TarEntry.Kind.FOLDER) {
            return;
        }
        boolean link = kind.get() != TarEntry.Kind.FILE;
        TarEntry entry = new TarEntry(
                clean, kind.get(), link ? 0 : header.getRealSize(), offset, sequence, link ? header.getLinkName() : "");
        TarEntry before = entries.put(clean, entry);
        if (before != null && !sameContent(before, entry)) {
            throw ContentException.of(
                    FailureKind.MALFORMED, name, "the entry " + clean + " stands twice with other content");
        }
    }

    private static Optional<TarEntry.Kind> kind(TarArchiveEntry header) {
        if (header.isDirectory()) {
            return Optional.of(TarEntry.Kind.FOLDER);
        }
        if (header.isSymbolicLink()) {
            return Optional.of(TarEntry.Kind.SYMLINK);
        }
        if (header.isLink()) {
            return Optional.of(TarEntry.Kind.HARDLINK);
        }
        boolean device = header.isBlockDevice() || header.isCharacterDevice() || header.isFIFO();
        return device ? Optional.empty() : Optional.of(TarEntry.Kind.FILE);
    }

    private boolean sameContent(TarEntry one, TarEntry other) throws IOException {
        if (one.kind() != other.kind()
                || one.size() != other.size()
                || !one.target().equals(other.target())) {
            return false;
        }
        if (one.kind() != TarEntry.Kind.FILE || one.size() == 0) {
            return true;
        }
        try (InputStream mine = content(one);
                InputStream theirs = content(other)) {
            byte[] a = new byte[64 << 10];
            byte[] b = new byte[64 << 10];
            for (int n = mine.readNBytes(a, 0, a.length); n > 0; n = mine.readNBytes(a, 0, a.length)) {
                if (theirs.readNBytes(b, 0, n) != n || !Arrays.equals(a, 0, n, b, 0, n)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The file of this name, links followed inside the archive. */
    Optional<TarEntry> find(String path) throws IOException {
        Set<String> seen = new HashSet<>();
        String at = TarNames.clean(path, name);
        while (true) {
            TarEntry entry = entries.get(at);
            if (entry == null || entry.kind() == TarEntry.Kind.FILE) {
                return Optional.ofNullable(entry);
            }
            if (!seen.add(at) || seen.size() > MOST_LINKS) {
                throw ContentException.of(FailureKind.MALFORMED, name, "links around " + path + " lead in a circle");
            }
            at = TarNames.target(entry, name);
        }
    }

    /** The names of all entries but folders. */
    Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    /** The content of a file; the caller closes the stream. */
    InputStream content(TarEntry entry) throws IOException {
        if (entry.offset() < 0) {
            return sparse(entry);
        }
        return FileFailure.naming(name, new ChannelInput(file, entry.offset(), entry.offset() + entry.size()));
    }

    private InputStream sparse(TarEntry entry) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new ChannelInput(file, 0, file.size()), "UTF-8");
        for (int i = 0; i <= entry.sequence(); i++) {
            if (tar.getNextEntry() == null) {
                tar.close();
                throw ContentException.of(FailureKind.MALFORMED, name, "it changed while it was read");
            }
        }
        return tar;
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
