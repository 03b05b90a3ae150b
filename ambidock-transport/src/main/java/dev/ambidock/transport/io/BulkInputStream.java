// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream around another one that sees every byte in one place: reading a single byte is reading a short array. */
public abstract class BulkInputStream extends FilterInputStream {
    private static final int BYTE = 0xFF;

    /** Around this stream, which is closed with it. */
    protected BulkInputStream(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & BYTE;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
