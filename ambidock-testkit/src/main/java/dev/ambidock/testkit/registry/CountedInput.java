// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is received, and cuts it where a rule says so. */
final class CountedInput extends BulkInputStream {
    private final AtomicLong count;
    private final Optional<WireConnection.Cut.Way> cut;
    private long left;

    CountedInput(InputStream in, AtomicLong count, Optional<WireConnection.Cut.Way> cut, long bytes) {
        super(in);
        this.count = count;
        this.cut = cut.filter(c -> bytes >= 0);
        this.left = bytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (cut.isPresent() && left == 0) {
            throw new WireConnection.Cut(cut.get());
        }
        int n = in.read(buffer, offset, cut.isPresent() ? (int) Math.min(length, left) : length);
        if (n > 0) {
            count.addAndGet(n);
            left -= n;
        }
        return n;
    }
}
