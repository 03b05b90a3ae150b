// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.transport.io.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file. What its disk says becomes a failure of the declared family; what a body that is copied into it says stays as
 * it is.
 */
final class DirFile extends OutputStream {
    private static final int BUFFER = 128 << 10;

    private final Path path;
    private final FileChannel channel;

    private DirFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DirFile create(Path path) throws IOException {
        try {
            return new DirFile(path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    /** A failure of the disk as one of the declared family; an interrupt as an interrupt. */
    static IOException failure(Path path, IOException e) {
        return FileFailure.of(path.toString(), e);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    void sync() throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }
}
