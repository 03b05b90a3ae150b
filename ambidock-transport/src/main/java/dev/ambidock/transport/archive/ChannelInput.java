// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stream over a channel that skips by seeking, so that a tar's headers are read without its contents. */
final class ChannelInput extends InputStream {
    private final FileChannel channel;

    ChannelInput(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer, offset, length));
    }

    @Override
    public long skip(long n) throws IOException {
        long from = channel.position();
        long to = Math.min(channel.size(), from + Math.max(0, n));
        channel.position(to);
        return to - from;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, channel.size() - channel.position());
    }
}
