// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.archive.TarEntry.Kind;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.ChannelInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Walks the headers of a tar, strictly. Nothing that a header claims is believed before the file is long enough for it, and
 * nothing is read whole but extended headers, up to a limit.
 */
final class TarScanner {
    /** Real ones are shorter than a kilobyte. */
    private static final int MOST_EXTENSION = 1 << 20;

    private static final int WINDOW = 16 << 10;

    private final FileChannel file;
    private final String archive;
    private final long length;
    private long sparseLeft;
    private long position;
    /** What follows a header is most often another one, or a short document. */
    private byte[] window = new byte[0];

    private long windowStart;
    private boolean ended;

    /**
     * A scanner at the beginning.
     *
     * @param mostBytes how long sparse files may become in all
     */
    TarScanner(FileChannel file, String archive, long mostBytes) throws IOException {
        this.file = file;
        this.sparseLeft = mostBytes;
        this.archive = archive;
        this.length = file.size();
    }

    /** The next entry, its name not cleaned yet; nothing at the end, which a tar need not have. */
    Optional<TarEntry> next() throws IOException {
        TarExtension extension = new TarExtension(archive);
        while (true) {
            Optional<TarHeader> header = header();
            if (header.isEmpty()) {
                if (extension.isPresent()) {
                    throw TarHeader.malformed(archive, "an extended header has no entry behind it");
                }
                return Optional.empty();
            }
            switch (header.get().kind()) {
                case 'x' -> extension.addPax(extension(header.get()));
                case 'g' -> extension.checkGlobal(extension(header.get()));
                case 'L' -> extension.addLongName(extension(header.get()));
                case 'K' -> extension.addLongTarget(extension(header.get()));
                default -> {
                    return Optional.of(entry(header.get(), extension));
                }
            }
        }
    }

    /** Whether the tar has an end; one that has none may be cut between two entries. To be asked at the end. */
    boolean isEnded() {
        return ended;
    }

    private Optional<TarHeader> header() throws IOException {
        if (position == length) {
            return Optional.empty();
        }
        byte[] block = block();
        if (!isZero(block)) {
            return Optional.of(TarHeader.parse(block, archive));
        }
        ended = true;
        // The end is two empty blocks, of which a cut may have left one; what follows them is padding.
        if (position < length && !isZero(block())) {
            throw TarHeader.malformed(archive, "one empty block stands between its entries");
        }
        return Optional.empty();
    }

    private byte[] block() throws IOException {
        requireLength(TarHeader.BLOCK);
        int at = (int) Math.min(window.length, position - windowStart);
        if (position < windowStart || window.length - at < TarHeader.BLOCK) {
            try (InputStream in = new ChannelInput(file, position, length)) {
                window = in.readNBytes(WINDOW);
            }
            windowStart = position;
            at = 0;
            if (window.length < TarHeader.BLOCK) {
                throw cut();
            }
        }
        position += TarHeader.BLOCK;
        return Arrays.copyOfRange(window, at, at + TarHeader.BLOCK);
    }

    private byte[] content(int size) throws IOException {
        requireLength(size);
        try (InputStream in = new ChannelInput(file, position, position + size)) {
            byte[] bytes = in.readNBytes(size);
            if (bytes.length < size) {
                throw cut();
            }
            position += size;
            return bytes;
        }
    }

    private byte[] extension(TarHeader header) throws IOException {
        long stored = padded(header.size());
        requireLength(stored);
        if (header.size() > MOST_EXTENSION) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED,
                    archive,
                    "an extended header has " + header.size() + " bytes, more than the limit of " + MOST_EXTENSION);
        }
        long end = position + stored;
        byte[] content = content((int) header.size());
        position = end;
        return content;
    }

    private TarEntry entry(TarHeader header, TarExtension extension) throws IOException {
        String name = extension.name().orElse(header.name());
        Kind kind = kind(header, name);
        if (kind != Kind.FILE) {
            // Some readers skip what a folder or link claims to hold, others take it for headers.
            if (header.size() != 0 || extension.size().orElse(0) != 0) {
                throw TarHeader.malformed(archive, "a folder or link claims to have content");
            }
            String target = kind == Kind.FOLDER ? "" : extension.target().orElse(header.target());
            return new TarEntry(name, kind, 0, position, List.of(), target);
        }
        long stored = extension.size().orElse(header.size());
        long end = position;
        TarEntry entry;
        if (header.kind() == 'S' || extension.isSparse()) {
            TarSparse sparse = new TarSparse(archive, sparseLeft, stored);
            entry = header.kind() == 'S' ? old(header, name, sparse) : pax(extension, name, sparse);
            // GNU's further map blocks stand between the header and what its size counts.
            end = header.kind() == 'S' ? position : end;
            sparseLeft -= entry.size();
        } else {
            entry = new TarEntry(name, kind, stored, position, List.of(), "");
        }
        position = end;
        requireLength(padded(stored));
        position += padded(stored);
        return entry;
    }

    private TarEntry old(TarHeader header, String name, TarSparse sparse) throws IOException {
        boolean more = sparse.addOldHeader(header.block().toArray());
        while (more) {
            more = sparse.addOldBlock(block());
        }
        return sparse.entry(name, position);
    }

    private TarEntry pax(TarExtension extension, String name, TarSparse sparse) throws IOException {
        requireLength(padded(sparse.stored()));
        sparse.size(extension.realSize());
        if (!extension.hasMapInContent()) {
            sparse.addAll(extension.pieces());
            return sparse.entry(name, position);
        }
        try (InputStream in = new ChannelInput(file, position, position + sparse.stored())) {
            long map = sparse.addMap(in);
            return sparse.entry(name, position + map);
        }
    }

    private Kind kind(TarHeader header, String name) throws ContentException {
        return switch (header.kind()) {
            case '\0', '0', '7', 'S' -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
            case '1' -> Kind.HARDLINK;
            case '2' -> Kind.SYMLINK;
            case '5' -> Kind.FOLDER;
            case '3', '4', '6' ->
                throw TarHeader.malformed(archive, "it holds a device or pipe, which no image archive does");
            default -> throw TarHeader.malformed(archive, "it holds an entry of a kind that no image archive has");
        };
    }

    private void requireLength(long size) throws ContentException {
        if (size > length - position) {
            throw cut();
        }
    }

    private ContentException cut() {
        return ContentException.of(FailureKind.MALFORMED, archive, "the tar is cut short after " + length + " bytes");
    }

    /** In whole blocks; a size so long that there are none is longer than any file. */
    private static long padded(long size) {
        long blocks = size / TarHeader.BLOCK + (size % TarHeader.BLOCK == 0 ? 0 : 1);
        return blocks > Long.MAX_VALUE / TarHeader.BLOCK ? Long.MAX_VALUE : blocks * TarHeader.BLOCK;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
