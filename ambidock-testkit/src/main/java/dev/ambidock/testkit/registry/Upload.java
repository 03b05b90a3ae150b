// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** An upload under way: keeps what arrived, also of a body that was cut. */
final class Upload {
    private final boolean discarding;
    private final MessageDigest hasher = DigestAlgorithm.SHA256.newHasher();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    /**
     * An upload.
     *
     * @param discarding whether bytes are hashed and forgotten
     */
    Upload(boolean discarding) {
        this.discarding = discarding;
    }

    synchronized void append(InputStream body) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            hasher.update(buffer, 0, n);
            length += n;
            if (!discarding) {
                kept.write(buffer, 0, n);
            }
        }
    }

    synchronized long length() {
        return length;
    }

    /** The digest of all that arrived; ends the upload. */
    synchronized Digest digest(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.SHA256 ? algorithm.of(hasher) : algorithm.of(kept.toByteArray());
    }

    synchronized BlobData data() {
        return discarding ? BlobData.generated(0, length) : BlobData.of(kept.toByteArray());
    }
}
