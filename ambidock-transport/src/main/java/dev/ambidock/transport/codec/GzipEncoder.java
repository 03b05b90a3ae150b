// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.transport.codec.deflate.BlockDeflater;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes one gzip member, compressing blocks side by side. The bytes depend on the content and the profile alone, never
 * on threads, timing, machine or Java: each block is primed with the 32 KiB before it and ends on a byte boundary.
 *
 * @ambidock.rule RFC 1952; RFC 1951
 */
public final class GzipEncoder implements LayerEncoder {
    private static final int WINDOW = BlockDeflater.WINDOW;
    private static final int DEFLATED = 8;
    private static final int UNKNOWN_SYSTEM = 255;

    private final GzipProfile profile;
    private final Executor executor;
    private final int ahead;
    private final Queue<BlockDeflater> idle = new ConcurrentLinkedQueue<>();

    /**
     * An encoder that borrows the caller's threads.
     *
     * @param ahead how many blocks may be under way at once; bounds memory to about that many times two blocks
     */
    public GzipEncoder(GzipProfile profile, Executor executor, int ahead) {
        this.profile = profile;
        this.executor = executor;
        this.ahead = Math.max(1, ahead);
    }

    @Override
    public String profile() {
        return profile.name();
    }

    @Override
    public void encode(InputStream in, OutputStream out) throws IOException {
        header(out);
        CRC32 crc = new CRC32();
        long length = 0;
        Deque<FutureTask<byte[]>> underWay = new ArrayDeque<>();
        try {
            Block block = read(in, null);
            while (true) {
                crc.update(block.data, block.from, block.length());
                length += block.length();
                Block next = block.length() < profile.blockBytes() ? null : read(in, block);
                boolean last = next == null || next.length() == 0;
                underWay.add(start(block, last));
                if (underWay.size() >= ahead) {
                    out.write(result(underWay.remove()));
                }
                if (next == null || next.length() == 0) {
                    break;
                }
                block = next;
            }
            while (!underWay.isEmpty()) {
                out.write(result(underWay.remove()));
            }
        } finally {
            underWay.forEach(task -> task.cancel(true));
        }
        littleEndian(out, crc.getValue());
        littleEndian(out, length);
    }

    /** A part of the content behind the window that it is primed with. */
    private static final class Block {
        final byte[] data;
        final int from;
        final int to;

        Block(byte[] data, int from, int to) {
            this.data = data;
            this.from = from;
            this.to = to;
        }

        int length() {
            return to - from;
        }
    }

    private Block read(InputStream in, @Nullable Block before) throws IOException {
        byte[] data = new byte[WINDOW + profile.blockBytes() + BlockDeflater.SLACK];
        int from = 0;
        if (before != null) {
            from = Math.min(WINDOW, before.to);
            System.arraycopy(before.data, before.to - from, data, 0, from);
        }
        return new Block(data, from, from + in.readNBytes(data, from, profile.blockBytes()));
    }

    private FutureTask<byte[]> start(Block block, boolean last) {
        FutureTask<byte[]> task = new FutureTask<>(() -> deflate(block, last));
        executor.execute(task);
        return task;
    }

    private byte[] deflate(Block block, boolean last) {
        BlockDeflater taken = idle.poll();
        BlockDeflater deflater = taken == null ? new BlockDeflater(profile.level()) : taken;
        byte[] result = deflater.deflate(block.data, block.from, block.to, last);
        idle.add(deflater);
        return result;
    }

    private static byte[] result(FutureTask<byte[]> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IllegalStateException("compression failed", e.getCause());
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
