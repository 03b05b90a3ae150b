// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.tar.TarHeaderDraft;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/**
 * A layer of any size that nobody holds: blocks of a quarter noise and three quarters zeros, each with its number in it. Cheap
 * to make, and compressed to about a quarter.
 */
final class MemoryLayer implements BlobData {
    private static final int BLOCK = 64 << 10;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    private final long size;
    private final byte[] head;
    private final byte[] pattern = new byte[BLOCK];

    /**
     * A layer.
     *
     * @param gzip whether it begins as what is compressed with gzip does, so that nobody compresses it; else as a tar
     */
    MemoryLayer(Random random, long size, boolean gzip) {
        byte[] noise = new byte[BLOCK / 4];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, pattern, 0, noise.length);
        this.size = size;
        this.head = gzip ? GZIP : TarHeaderDraft.of('0', "noise").size(BLOCK).toBytes();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void writeTo(OutputStream out, long from, long to) throws IOException {
        byte[] block = pattern.clone();
        for (long at = from; at < to; ) {
            int skipped = (int) (at % BLOCK);
            long number = at / BLOCK;
            for (int i = 0; i < 8; i++) {
                block[BLOCK / 2 + i] = (byte) (number >>> (8 * i));
            }
            if (number == 0) {
                System.arraycopy(head, 0, block, 0, head.length);
            }
            int length = (int) Math.min(BLOCK - skipped, to - at);
            out.write(block, skipped, length);
            System.arraycopy(pattern, 0, block, 0, head.length);
            at += length;
        }
    }
}
