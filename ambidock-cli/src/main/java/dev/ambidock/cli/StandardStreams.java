// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input and output by way of channels: unlike Java's streams, a thread that waits in one for a slow pipe can be
 * interrupted. Opened at the first use, so that a run that needs none pays nothing.
 */
final class StandardStreams {
    private StandardStreams() {}

    static InputStream in() {
        return new In();
    }

    static OutputStream out() {
        return new Out();
    }

    private static final class In extends InputStream {
        private final FileInputStream stream = new FileInputStream(FileDescriptor.in);

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return length == 0 ? 0 : stream.getChannel().read(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private static final class Out extends OutputStream {
        private final FileOutputStream stream = new FileOutputStream(FileDescriptor.out);

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            FileChannel channel = stream.getChannel();
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
