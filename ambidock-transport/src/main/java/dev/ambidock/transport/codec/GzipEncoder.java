// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.transport.codec.deflate.BlockDeflater;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.zip.CRC32;

/**
 * Writes one gzip member, compressing blocks side by side. The bytes depend on the content and the profile alone, never
 * on threads, timing, machine or Java: each block is primed with the 32 KiB before it and ends on a byte boundary.
 *
 * @ambidock.rule RFC 1952; RFC 1951
 */
final class GzipEncoder implements LayerEncoder {
    private static final int DEFLATED = 8;
    private static final int UNKNOWN_SYSTEM = 255;

    private final GzipProfile profile;
    private final Executor executor;
    private final int parallel;

    /** An encoder that borrows the caller's threads; see {@link BlockPipeline}. */
    GzipEncoder(GzipProfile profile, Executor executor, int parallel) {
        this.profile = profile;
        this.executor = executor;
        this.parallel = parallel;
    }

    @Override
    public String profile() {
        return profile.name();
    }

    @Override
    public void encode(InputStream in, OutputStream out) throws IOException {
        Blocks blocks = new Blocks(profile.level());
        header(out);
        new BlockPipeline(
                        executor,
                        parallel,
                        new BlockPipeline.Shape(BlockDeflater.WINDOW, profile.blockBytes(), BlockDeflater.SLACK))
                .run(in, out, blocks);
        littleEndian(out, blocks.crc.getValue());
        littleEndian(out, blocks.length);
    }

    private static final class Blocks implements BlockPipeline.Codec {
        final CRC32 crc = new CRC32();
        long length;
        private final int level;
        private final Queue<BlockDeflater> idle = new ConcurrentLinkedQueue<>();

        Blocks(int level) {
            this.level = level;
        }

        @Override
        public void saw(BlockPipeline.Block block) {
            crc.update(block.data(), block.from(), block.length());
            length += block.length();
        }

        @Override
        public byte[] compress(BlockPipeline.Block block) {
            BlockDeflater taken = idle.poll();
            BlockDeflater deflater = taken == null ? new BlockDeflater(level) : taken;
            byte[] result = deflater.deflate(block.data(), block.from(), block.to(), block.isLast());
            idle.add(deflater);
            return result;
        }
    }

    /** No name, no time, "unknown" as the system: nothing that differs between machines. */
    private static void header(OutputStream out) throws IOException {
        out.write(new byte[] {0x1F, (byte) 0x8B, DEFLATED, 0, 0, 0, 0, 0, 0, (byte) UNKNOWN_SYSTEM});
    }

    private static void littleEndian(OutputStream out, long value) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >> shift) & 0xFF);
        }
    }
}
