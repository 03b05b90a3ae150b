// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** A body that must come at some pace: a peer that trickles is as dead as one that is silent. Only waiting counts. */
final class PacedInput extends BulkInputStream {
    private final Pause pause;
    private final long span;
    private final long least;
    private long waited;
    private long bytes;

    PacedInput(InputStream in, Timeouts timeouts, Pause pause) {
        super(in);
        this.pause = pause;
        this.span = timeouts.silence().toNanos();
        this.least = timeouts.leastPerSecond() * timeouts.silence().toSeconds();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long before = pause.ticks();
        int n = in.read(buffer, offset, length);
        waited += pause.ticks() - before;
        if (n < 0) {
            return n;
        }
        bytes += n;
        if (waited >= span) {
            if (bytes < least) {
                throw new SocketTimeoutException(
                        "only " + bytes + " bytes came in " + waited / 1_000_000_000 + " seconds");
            }
            waited = 0;
            bytes = 0;
        }
        return n;
    }
}
