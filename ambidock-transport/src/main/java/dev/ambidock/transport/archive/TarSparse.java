// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.archive.TarEntry.Kind;
import dev.ambidock.transport.archive.TarEntry.Piece;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The map of a sparse file: which parts of it stand in the tar. Docker writes none, but other tars of layers have them.
 *
 * @ambidock.rule GNU tar manual, "Storing Sparse Files"
 */
final class TarSparse {
    private static final int MOST_PIECES = 100_000;
    private static final int NUMBER = 12;
    private static final int IN_HEADER = 4;
    private static final int IN_BLOCK = 21;
    private static final int HEADER_MAP = 386;
    private static final int HEADER_MORE = 482;
    private static final int HEADER_SIZE = 483;
    private static final int BLOCK_MORE = 504;

    private final String archive;
    private final long mostBytes;
    private final List<Piece> pieces = new ArrayList<>();
    private long stored;
    private long size;

    /**
     * A map without pieces.
     *
     * @param mostBytes how long the file may become: a few bytes can stand for a hole of any length
     * @param stored how much of the file stands in the tar, with the map if that stands there too
     */
    TarSparse(String archive, long mostBytes, long stored) {
        this.archive = archive;
        this.mostBytes = mostBytes;
        this.stored = stored;
    }

    long stored() {
        return stored;
    }

    void size(long whole) {
        size = whole;
    }

    void addAll(List<Piece> more) throws ContentException {
        for (Piece piece : more) {
            add(piece.offset(), piece.length());
        }
    }

    /** GNU's first form; tells whether a block with more follows. */
    boolean addOldHeader(byte[] block) throws ContentException {
        size = TarHeader.number(block, HEADER_SIZE, NUMBER, archive);
        addNumbers(block, HEADER_MAP, IN_HEADER);
        return block[HEADER_MORE] != 0;
    }

    boolean addOldBlock(byte[] block) throws ContentException {
        addNumbers(block, 0, IN_BLOCK);
        return block[BLOCK_MORE] != 0;
    }

    private void addNumbers(byte[] block, int offset, int count) throws ContentException {
        for (int i = 0; i < count && block[offset + 2 * i * NUMBER] != 0; i++) {
            int at = offset + 2 * i * NUMBER;
            add(TarHeader.number(block, at, NUMBER, archive), TarHeader.number(block, at + NUMBER, NUMBER, archive));
        }
    }

    /** GNU's last form: decimal numbers in lines, in whole blocks before the content. Gives the length of the blocks. */
    long addMap(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        long count = lines.number();
        for (long i = 0; i < count; i++) {
            add(lines.number(), lines.number());
        }
        long blocks = (lines.read + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
        stored -= blocks;
        return blocks;
    }

    private void add(long offset, long length) throws ContentException {
        if (pieces.size() == MOST_PIECES) {
            throw limit("a sparse file has more than " + MOST_PIECES + " parts");
        }
        pieces.add(new Piece(offset, length));
    }

    /** The entry; refuses a map that does not fit together. */
    TarEntry entry(String name, long contentOffset) throws ContentException {
        long end = 0;
        long total = 0;
        for (Piece piece : pieces) {
            boolean fits = piece.offset() >= end
                    && piece.length() <= stored - total
                    && piece.offset() <= size
                    && piece.length() <= size - piece.offset();
            if (!fits) {
                throw TarHeader.malformed(archive, "the map of a sparse file does not fit together");
            }
            end = piece.offset() + piece.length();
            total += piece.length();
        }
        if (total != stored) {
            throw TarHeader.malformed(archive, "the map of a sparse file does not fit its content");
        }
        if (size > mostBytes) {
            throw limit("a sparse file would have " + size + " bytes, more than the limit of " + mostBytes);
        }
        // At least one piece, so that the file is known to be sparse.
        List<Piece> all = pieces.isEmpty() ? List.of(new Piece(size, 0)) : List.copyOf(pieces);
        return new TarEntry(name, Kind.FILE, size, contentOffset, all, "");
    }

    private ContentException limit(String problem) {
        return ContentException.of(FailureKind.LIMIT_EXCEEDED, archive, problem);
    }

    /** Decimal numbers, one in each line. */
    private final class Lines {
        private final InputStream in;
        private long read;

        Lines(InputStream in) {
            this.in = new java.io.BufferedInputStream(in);
        }

        long number() throws IOException {
            StringBuilder digits = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < '0' || c > '9' || digits.length() == 18) {
                    throw TarHeader.malformed(archive, "the map of a sparse file has no form");
                }
                digits.append((char) c);
                read++;
            }
            read++;
            if (digits.length() == 0) {
                throw TarHeader.malformed(archive, "the map of a sparse file has no form");
            }
            return Long.parseLong(digits.toString());
        }
    }
}
