// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes some bytes, then throws. */
final class FaultyOutput extends FilterOutputStream {
    private final FaultStage stage;
    private long left;

    FaultyOutput(OutputStream out, Fault fault, FaultStage stage) {
        super(out);
        this.stage = stage;
        this.left = fault.at();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = (int) Math.min(left, length);
        out.write(bytes, offset, taken);
        left -= taken;
        if (taken < length) {
            throw stage.strike();
        }
    }
}
