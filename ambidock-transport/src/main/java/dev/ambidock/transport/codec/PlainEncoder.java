// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Leaves the tar as it is. */
final class PlainEncoder implements LayerEncoder {
    private static final int BUFFER = 128 << 10;

    @Override
    public String profile() {
        return "none";
    }

    @Override
    public void encode(InputStream tar, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }
}
