// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.io.OutputStream;

/** A blob's bytes, or the rule that makes them. */
public interface BlobData {

    long size();

    /** Writes the bytes from an offset to before another. */
    void writeTo(OutputStream out, long from, long to) throws IOException;

    /** Bytes in memory. */
    static BlobData of(byte[] content) {
        return new BlobData() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public void writeTo(OutputStream out, long from, long to) throws IOException {
                out.write(content, (int) from, (int) (to - from));
            }
        };
    }

    /** As many bytes as wanted without holding them: the same for the same seed, not to be compressed. */
    static BlobData generated(long seed, long size) {
        return new GeneratedBlob(seed, size);
    }
}
