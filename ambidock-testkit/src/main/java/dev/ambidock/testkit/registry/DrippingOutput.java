// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** Passes bytes on one by one, and rests behind each. */
final class DrippingOutput extends FilterOutputStream {
    private final Duration rest;

    DrippingOutput(OutputStream out, Duration rest) {
        super(out);
        this.rest = rest;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        out.flush();
        try {
            Thread.sleep(rest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
