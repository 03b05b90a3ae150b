// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/**
 * Standard input and output for archives, by way of their channels: unlike in Java's file streams, a thread that waits in
 * one for a slow pipe can be interrupted.
 */
final class StandardStreams {
    private StandardStreams() {}

    static InputStream in(InputStream in) {
        if (!(in instanceof FileInputStream file)) {
            return in;
        }
        FileChannel channel = file.getChannel();
        // Not Java's own adapter: that asks for the position, which a pipe does not have.
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    static OutputStream out(OutputStream out) {
        if (!(out instanceof FileOutputStream file)) {
            return out;
        }
        return new FilterOutputStream(Channels.newOutputStream(file.getChannel())) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        };
    }
}
