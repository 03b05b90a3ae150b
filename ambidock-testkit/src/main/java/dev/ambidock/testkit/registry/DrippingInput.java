// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Takes bytes one by one, and rests before each. */
final class DrippingInput extends BulkInputStream {
    private final Duration rest;

    DrippingInput(InputStream in, Duration rest) {
        super(in);
        this.rest = rest;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            Thread.sleep(rest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        return in.read(buffer, offset, Math.min(1, length));
    }
}
