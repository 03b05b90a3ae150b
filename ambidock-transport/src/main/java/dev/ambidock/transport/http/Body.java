// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a request carries. */
public interface Body {

    /** Length in bytes; -1 if it is not known before. */
    long length();

    /** Whether it can be written a second time. */
    boolean isRepeatable();

    /** Writes it; does not close the stream. */
    void writeTo(OutputStream out) throws IOException;

    /** Bytes in memory. */
    static Body of(Bytes content) {
        return new Body() {
            @Override
            public long length() {
                return content.length();
            }

            @Override
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                content.stream().transferTo(out);
            }
        };
    }

    /** A stream that can be read once; not closed. */
    static Body once(InputStream in, long length) {
        return new Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                }
            }
        };
    }

    /** How much is moved at once. */
    int BUFFER = 128 << 10;
}
