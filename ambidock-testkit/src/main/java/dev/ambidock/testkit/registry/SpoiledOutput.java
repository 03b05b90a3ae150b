// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Changes one byte. */
final class SpoiledOutput extends FilterOutputStream {
    private long left;

    SpoiledOutput(OutputStream out, long at) {
        super(out);
        this.left = at;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] part = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
        if (left >= 0 && left < length) {
            part[(int) left] ^= 1;
        }
        left -= length;
        out.write(part);
    }
}
