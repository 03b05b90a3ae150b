// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one gzip member, compressing blocks side by side. The bytes depend on the content, the profile and zlib alone,
 * never on threads or timing: each block is primed with the 32 KiB before it and ends on a byte boundary.
 *
 * @ambidock.rule RFC 1952; RFC 1951
 */
public final class GzipEncoder implements LayerEncoder {
    private static final int WINDOW = 32 << 10;
    private static final int UNKNOWN_SYSTEM = 255;

    private final GzipProfile profile;
    private final Executor executor;
    private final int ahead;

    /**
     * An encoder that borrows the caller's threads.
     *
     * @param ahead how many blocks may be under way at once; bounds memory to about that many times three blocks
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
        byte[] window = new byte[0];
        Deque<FutureTask<byte[]>> underWay = new ArrayDeque<>();
        try {
            byte[] block = in.readNBytes(profile.blockBytes());
            while (true) {
                crc.update(block, 0, block.length);
                length += block.length;
                byte[] next = block.length < profile.blockBytes() ? new byte[0] : in.readNBytes(profile.blockBytes());
                boolean last = next.length == 0;
                underWay.add(start(block, window, last));
                if (underWay.size() >= ahead) {
                    out.write(result(underWay.remove()));
                }
                if (last) {
                    break;
                }
                window = Arrays.copyOfRange(block, Math.max(0, block.length - WINDOW), block.length);
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

    private FutureTask<byte[]> start(byte[] block, byte[] window, boolean last) {
        FutureTask<byte[]> task = new FutureTask<>(() -> deflate(block, window, last));
        executor.execute(task);
        return task;
    }

    private byte[] deflate(byte[] block, byte[] window, boolean last) {
        Deflater deflater = new Deflater(profile.level(), true);
        try {
            if (window.length > 0) {
                deflater.setDictionary(window);
            }
            deflater.setInput(block);
            if (last) {
                deflater.finish();
            }
            byte[] out = new byte[block.length / 2 + 1024];
            int used = 0;
            while (true) {
                int n = deflater.deflate(out, used, out.length - used, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                used += n;
                if (used < out.length) {
                    return Arrays.copyOf(out, used);
                }
                out = Arrays.copyOf(out, out.length * 2);
            }
        } finally {
            deflater.end();
        }
    }

    private static byte[] result(FutureTask<byte[]> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IOException("compression failed", e.getCause());
        }
    }

    /** No name, no time, "unknown" as the system: nothing that differs between machines. */
    private static void header(OutputStream out) throws IOException {
        out.write(new byte[] {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) UNKNOWN_SYSTEM});
    }

    private static void littleEndian(OutputStream out, long value) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >> shift) & 0xFF);
        }
    }
}
