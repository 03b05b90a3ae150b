// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.testkit.fault.Fault.Effect;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes with one fault in them. Does not verify. */
final class FaultyStream extends FilterInputStream {
    private final Fault fault;
    private final FaultStage stage;
    private long position;

    FaultyStream(InputStream in, Fault fault, FaultStage stage) {
        super(in);
        this.fault = fault;
        this.stage = stage;
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
        long before = fault.at() - position;
        if (before == 0 && fault.effect() == Effect.BREAK) {
            throw stage.strike();
        }
        if (before == 0 && fault.effect() == Effect.CUT) {
            stage.note();
            return -1;
        }
        int most = fault.effect() == Effect.FLIP || before < 0 ? length : (int) Math.min(length, before);
        int n = in.read(buffer, offset, most);
        if (n > 0) {
            if (fault.effect() == Effect.FLIP && before >= 0 && before < n) {
                buffer[offset + (int) before] ^= 1;
                stage.note();
            }
            position += n;
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return read(new byte[(int) Math.min(n, 4096)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
