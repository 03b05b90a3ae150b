// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is sent, and cuts it where a rule says so. */
final class CountedOutput extends FilterOutputStream {
    private final AtomicLong count;
    private final Optional<WireConnection.Cut.Way> cut;
    private long left;

    CountedOutput(OutputStream out, AtomicLong count, Optional<WireConnection.Cut.Way> cut, long bytes) {
        super(out);
        this.count = count;
        this.cut = cut.filter(c -> bytes >= 0);
        this.left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int allowed = cut.isPresent() ? (int) Math.min(length, left) : length;
        out.write(bytes, offset, allowed);
        count.addAndGet(allowed);
        left -= allowed;
        if (cut.isPresent() && left == 0) {
            throw new WireConnection.Cut(cut.get());
        }
    }
}
