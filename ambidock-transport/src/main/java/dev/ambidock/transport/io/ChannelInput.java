// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A part of a file as a stream, with a position of its own: many such streams may read one channel at once. Skipping costs
 * nothing. Closing it does not close the channel. Confined to one thread.
 */
public final class ChannelInput extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    /**
     * The bytes between two places of the file.
     *
     * @param start offset of the first byte
     * @param end offset behind the last byte; the stream also ends where the file does
     */
    public ChannelInput(FileChannel channel, long start, long end) {
        this.channel = channel;
        this.position = start;
        this.end = end;
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
        int most = (int) Math.min(length, end - position);
        int n = most <= 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, offset, most), position);
        position += Math.max(0, n);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = Math.max(0, Math.min(n, Math.min(end, channel.size()) - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.min(end, channel.size()) - position));
    }

    /** Offset in the file of the next byte. */
    public long position() {
        return position;
    }
}
