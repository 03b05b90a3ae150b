// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes made from their position, so that any part can be made alone. */
final class GeneratedBlob implements BlobData {
    private static final int BUFFER = 64 << 10;

    private final long seed;
    private final long size;

    GeneratedBlob(long seed, long size) {
        this.seed = seed;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void writeTo(OutputStream out, long from, long to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long at = from; at < to; ) {
            int skipped = (int) (at % BUFFER);
            fill(buffer, at - skipped);
            int length = (int) Math.min(BUFFER - skipped, to - at);
            out.write(buffer, skipped, length);
            at += length;
        }
    }

    private void fill(byte[] buffer, long at) {
        long state = seed ^ (at * 0x9E3779B97F4A7C15L);
        for (int i = 0; i < buffer.length; i += 8) {
            state += 0x9E3779B97F4A7C15L;
            long word = state;
            word = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
            word = (word ^ (word >>> 27)) * 0x94D049BB133111EBL;
            word ^= word >>> 31;
            for (int b = 0; b < 8; b++) {
                buffer[i + b] = (byte) (word >>> (8 * b));
            }
        }
    }
}
