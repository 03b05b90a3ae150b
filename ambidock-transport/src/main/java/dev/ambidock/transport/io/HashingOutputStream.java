// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what passes through. Confined to one thread; closing it closes the stream beneath. */
public final class HashingOutputStream extends FilterOutputStream {
    private final DigestAlgorithm algorithm;
    private final MessageDigest hasher;
    private long count;

    public HashingOutputStream(OutputStream out, DigestAlgorithm algorithm) {
        super(out);
        this.algorithm = algorithm;
        this.hasher = algorithm.newHasher();
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        hasher.update((byte) b);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        hasher.update(bytes, offset, length);
        count += length;
    }

    /** Bytes so far. */
    public long count() {
        return count;
    }

    /** The digest of all bytes; to be asked once, at the end. */
    public Digest digest() {
        return algorithm.of(hasher);
    }
}
