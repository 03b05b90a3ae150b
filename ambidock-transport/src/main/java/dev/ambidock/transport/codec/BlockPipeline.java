// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into blocks, compresses them side by side on borrowed threads and writes the results in order. */
final class BlockPipeline {
    private final Lanes lanes;
    private final int ahead;
    private final Shape shape;
    private final Deque<Work> underWay = new ArrayDeque<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();

    /**
     * How blocks lie in their arrays.
     *
     * @param window how many bytes of the content before a block stand in front of it
     * @param bytes length of every block but the last
     * @param slack how many bytes of no meaning follow
     */
    record Shape(int window, int bytes, int slack) {}

    /** A part of the content, behind the window that it is primed with. */
    static final class Block {
        private final byte[] data;
        private final int from;
        private final int to;
        private final boolean last;

        private Block(byte[] data, int from, int to, boolean last) {
            this.data = data;
            this.from = from;
            this.to = to;
            this.last = last;
        }

        /** The array that it lies in; not to be changed. */
        byte[] data() {
            return data;
        }

        /** Where it begins. */
        int from() {
            return from;
        }

        /** Where it ends. */
        int to() {
            return to;
        }

        /** Whether the content ends with it. */
        boolean isLast() {
            return last;
        }

        int length() {
            return to - from;
        }
    }

    /** What becomes of blocks. */
    interface Codec {
        /** Sees every block in order, on the caller's thread. */
        void saw(Block block);

        /** Compresses a block; called on several threads at once. */
        byte[] compress(Block block);
    }

    private record Work(Block block, FutureTask<byte[]> task) {}

    /**
     * A pipeline for one stream.
     *
     * @param parallel how many blocks are compressed at once; about twice as many are held in memory
     */
    BlockPipeline(Executor executor, int parallel, Shape shape) {
        this.lanes = new Lanes(executor, parallel);
        this.ahead = 2 * parallel + 2;
        this.shape = shape;
    }

    /** Reads the input to its end; there is at least one block, and the last one may be empty only if it is the first. */
    void run(InputStream in, OutputStream out, Codec codec) throws IOException {
        try {
            Block block = read(in, null);
            while (true) {
                Block next = block.length() < shape.bytes() ? null : read(in, block);
                boolean last = next == null || next.length() == 0;
                start(last ? new Block(block.data(), block.from(), block.to(), true) : block, codec);
                if (underWay.size() >= ahead) {
                    out.write(finished());
                }
                if (next == null || last) {
                    break;
                }
                block = next;
            }
            while (!underWay.isEmpty()) {
                out.write(finished());
            }
        } finally {
            underWay.forEach(work -> work.task().cancel(true));
        }
    }

    private Block read(InputStream in, @Nullable Block before) throws IOException {
        byte[] pooled = spare.poll();
        byte[] data = pooled == null ? new byte[shape.window() + shape.bytes() + shape.slack()] : pooled;
        int from = 0;
        if (before != null) {
            from = Math.min(shape.window(), before.to());
            System.arraycopy(before.data(), before.to() - from, data, 0, from);
        }
        return new Block(data, from, from + in.readNBytes(data, from, shape.bytes()), false);
    }

    private void start(Block block, Codec codec) {
        codec.saw(block);
        FutureTask<byte[]> task = new FutureTask<>(() -> codec.compress(block));
        underWay.add(new Work(block, task));
        lanes.run(task);
    }

    private byte[] finished() throws IOException {
        Work work = underWay.remove();
        try {
            byte[] result = work.task().get();
            spare.add(work.block().data());
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IllegalStateException("compression failed", e.getCause());
        }
    }
}
