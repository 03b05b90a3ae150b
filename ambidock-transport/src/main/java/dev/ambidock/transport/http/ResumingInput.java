// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** A download that is opened again where it broke, as long as each opening brings something. */
final class ResumingInput extends InputStream {
    /** Openings in a row that brought nothing: as many as other requests are tried again. */
    private static final int MOST_IDLE = 4;

    /** A peer that is too slow, and brings less than this each time it is asked, would go on like that for ever. */
    private static final int WORTH_THE_WAIT = 1 << 20;

    private final Opener opener;
    private final String what;
    private final long size;
    private Part part;
    private long ahead;
    private long opened;
    private long at;
    private int idle;

    /**
     * A part of the content to its end.
     *
     * @param ahead bytes of it that come before the offset
     * @param told whether its length is known from outside, so that its end is an end and no break
     */
    record Part(InputStream in, long ahead, boolean told) {}

    /** Opens the content at an offset. */
    interface Opener {
        Part open(long offset) throws IOException;
    }

    /**
     * Opens the content at its beginning.
     *
     * @param what names it in failures
     */
    ResumingInput(Opener opener, String what, long size) throws IOException {
        this.what = what;
        this.opener = opener;
        this.size = size;
        this.part = opener.open(0);
        this.ahead = part.ahead();
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
                skip();
                int n = part.in().read(buffer, offset, length);
                if (n >= 0 || part.told() || at >= size) {
                    at += Math.max(0, n);
                    return n;
                }
                resume(ended(at));
            } catch (ContentException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                resume(e);
            }
        }
    }

    private void resume(ContentException failure) throws IOException {
        boolean slow = failure.getCause() instanceof SocketTimeoutException;
        idle = at - opened >= (slow ? WORTH_THE_WAIT : 1) ? 1 : idle + 1;
        if (idle > MOST_IDLE) {
            // Tried often enough.
            throw ContentException.of(FailureKind.BROKEN, what, failure.problem());
        }
        part.in().close();
        part = opener.open(at);
        ahead = part.ahead();
        opened = at;
    }

    /** Passes over what came before, from a server that sends all of it again; it may break on the way there. */
    private void skip() throws IOException {
        if (ahead == 0) {
            return;
        }
        byte[] skipped = new byte[(int) Math.min(ahead, 8192)];
        while (ahead > 0) {
            int n = part.in().read(skipped, 0, (int) Math.min(ahead, skipped.length));
            if (n < 0) {
                throw ended(part.ahead() - ahead);
            }
            ahead -= n;
        }
    }

    private ContentException ended(long bytes) {
        return ContentException.of(
                        FailureKind.BROKEN, what, "the connection ended after " + bytes + " of " + size + " bytes")
                .retryable();
    }

    @Override
    public void close() throws IOException {
        part.in().close();
    }
}
