// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.libdeflate;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Compressors of one level, as many as threads use at once. Thread-safe. */
public final class MemberCompressors implements Closeable {
    private final Supplier<MemberCompressor> maker;
    private final Deque<MemberCompressor> idle = new ArrayDeque<>();
    private boolean closed;

    MemberCompressors(Supplier<MemberCompressor> maker) {
        this.maker = maker;
    }

    /**
     * One gzip member.
     *
     * @param length at most the length of a block that this was made for
     */
    public byte[] compress(byte[] block, int from, int length) {
        MemberCompressor compressor = take();
        try {
            return compressor.compress(block, from, length);
        } finally {
            giveBack(compressor);
        }
    }

    private MemberCompressor take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return maker.get();
    }

    private void giveBack(MemberCompressor compressor) {
        synchronized (idle) {
            if (!closed) {
                idle.push(compressor);
                return;
            }
        }
        compressor.close();
    }

    /** Frees the native memory; that of compressions under way when they end. */
    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(MemberCompressor::close);
            idle.clear();
        }
    }
}
