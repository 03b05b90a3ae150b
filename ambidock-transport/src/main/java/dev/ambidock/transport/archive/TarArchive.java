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
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plain tar on disk, opened for reading its entries by name in any order. Nothing is ever unpacked. Thread-safe once
 * open: each content stream has a position of its own. Closing it ends all streams.
 */
final class TarArchive implements Closeable {
    /** Real archives have some entries for each layer. */
    private static final int MOST_ENTRIES = 200_000;

    private static final int MOST_LETTERS = 16 << 20;
    private static final int MOST_LINKS = 8;

    private final FileChannel file;
    private final String name;
    private boolean ended;
    private final Map<String, TarEntry> entries = new HashMap<>();

    private TarArchive(FileChannel file, String name) {
        this.file = file;
        this.name = name;
    }

    /**
     * Reads the headers. Takes ownership of the channel.
     *
     * @param mostBytes how long sparse files may become in all
     */
    static TarArchive open(FileChannel file, String name, long mostBytes) throws IOException {
        TarArchive archive = new TarArchive(file, name);
        boolean done = false;
        try {
            archive.scan(mostBytes);
            done = true;
            return archive;
        } catch (IOException e) {
            throw FileFailure.of(name, e);
        } finally {
            if (!done) {
                archive.close();
            }
        }
    }

    private void scan(long mostBytes) throws IOException {
        TarScanner scanner = new TarScanner(file, name, mostBytes);
        long letters = 0;
        int count = 0;
        for (Optional<TarEntry> entry = scanner.next(); entry.isPresent(); entry = scanner.next()) {
            letters += entry.get().name().length() + entry.get().target().length();
            if (++count > MOST_ENTRIES || letters > MOST_LETTERS) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED,
                        name,
                        "it has more than " + MOST_ENTRIES + " entries, or their names are longer than " + MOST_LETTERS
                                + " letters in all");
            }
            add(entry.get());
        }
        ended = scanner.isEnded();
    }

    private void add(TarEntry found) throws IOException {
        String clean = TarNames.clean(found.name(), name);
        if (clean.isEmpty() || found.kind() == TarEntry.Kind.FOLDER) {
            return;
        }
        TarEntry entry =
                new TarEntry(clean, found.kind(), found.size(), found.offset(), found.pieces(), found.target());
        if (entry.kind() != TarEntry.Kind.FILE) {
            // Also where nobody follows it: an archive with such a link is up to something.
            TarNames.target(entry, name);
        }
        TarEntry before = entries.put(clean, entry);
        if (before != null && !sameContent(before, entry)) {
            throw ContentException.of(
                    FailureKind.MALFORMED, name, "the entry " + clean + " stands twice with other content");
        }
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

    /** Whether the tar has an end; one that has none may be cut between two entries. */
    boolean isEnded() {
        return ended;
    }

    /** The names of all entries but folders. */
    Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    /** The content of a file; the caller closes the stream. */
    InputStream content(TarEntry entry) {
        if (entry.pieces().isEmpty()) {
            return new ChannelInput(file, entry.offset(), entry.offset() + entry.size());
        }
        long stored = entry.pieces().stream().mapToLong(TarEntry.Piece::length).sum();
        return new SparseInput(new ChannelInput(file, entry.offset(), entry.offset() + stored), entry);
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
