// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** A download that is opened again where it broke, as long as each opening brings something. */
final class ResumingInput extends InputStream {
    /** Openings in a row that brought nothing. */
    private static final int MOST_IDLE = 3;

    private final Opener opener;
    private final long size;
    private InputStream in;
    private long at;
    private int idle;

    /** Opens the content at an offset. */
    interface Opener {
        InputStream open(long offset) throws IOException;
    }

    /** Takes ownership of the stream, which stands at offset 0. */
    ResumingInput(Opener opener, InputStream in, long size) {
        this.opener = opener;
        this.in = in;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                int n = in.read(buffer, offset, length);
                if (n >= 0 || at >= size) {
                    at += Math.max(0, n);
                    idle = n > 0 ? 0 : idle;
                    return n;
                }
                resume(new IOException("the connection ended after " + at + " of " + size + " bytes"));
            } catch (ContentException e) {
                throw e;
            } catch (IOException e) {
                if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
                    throw e;
                }
                resume(e);
            }
        }
    }

    private void resume(IOException failure) throws IOException {
        idle++;
        if (idle > MOST_IDLE) {
            throw failure;
        }
        in.close();
        in = opener.open(at);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
