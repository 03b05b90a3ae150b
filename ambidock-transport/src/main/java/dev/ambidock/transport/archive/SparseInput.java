// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.archive.TarEntry.Piece;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;

/** A sparse file as a whole: zeros where it has no content. Closing it closes the stream beneath. */
final class SparseInput extends FilterInputStream {
    private final Iterator<Piece> pieces;
    private final long size;
    private Piece piece = new Piece(0, 0);
    private long position;

    /** Takes the content of the pieces, one behind the other. */
    SparseInput(InputStream content, TarEntry entry) {
        super(content);
        this.pieces = entry.pieces().iterator();
        this.size = entry.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position >= piece.offset() + piece.length() && pieces.hasNext()) {
            piece = pieces.next();
        }
        int n;
        if (position >= piece.offset() && position < piece.offset() + piece.length()) {
            n = in.read(buffer, offset, (int) Math.min(length, piece.offset() + piece.length() - position));
            if (n < 0) {
                throw new EOFException("the content of a sparse file ends too early");
            }
        } else {
            long hole = (position < piece.offset() ? piece.offset() : size) - position;
            n = (int) Math.min(length, hole);
            if (n <= 0) {
                return -1;
            }
            Arrays.fill(buffer, offset, offset + n, (byte) 0);
        }
        position += n;
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
