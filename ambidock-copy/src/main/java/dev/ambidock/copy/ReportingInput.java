// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a listener of each read. Closing it closes the stream beneath. */
final class ReportingInput extends FilterInputStream {
    private final Descriptor blob;
    private final CopyListener listener;

    ReportingInput(InputStream in, Descriptor blob, CopyListener listener) {
        super(in);
        this.blob = blob;
        this.listener = listener;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            listener.moved(blob, n);
        }
        return n;
    }
}
