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

    /** Whether nobody may read it but the host that it is for. */
    default boolean isSecret() {
        return false;
    }

    /** Bytes in memory. */
    static Body of(Bytes content) {
        return new InMemory(content, false);
    }

    /** Bytes in memory that redirects carry to no other host. */
    static Body secret(Bytes content) {
        return new InMemory(content, true);
    }

    /** Bytes that can be sent as often as wanted. */
    record InMemory(Bytes content, boolean isSecret) implements Body {
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

        @Override
        public String toString() {
            return content.length() + " bytes";
        }
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
