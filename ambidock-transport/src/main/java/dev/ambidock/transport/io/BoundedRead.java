// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.model.Bytes;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;

/** The one way to read something into memory as a whole. */
public final class BoundedRead {
    private BoundedRead() {}

    /**
     * Reads a stream to its end, which must come within the limit; the size that a peer claims sizes nothing.
     *
     * @param what names the content in the failure
     */
    public static Bytes all(InputStream in, int limit, String what) throws IOException {
        byte[] content = in.readNBytes(limit);
        if (content.length == limit && in.read() >= 0) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED, what, "it is longer than the limit of " + limit + " bytes");
        }
        return Bytes.wrap(content);
    }
}
