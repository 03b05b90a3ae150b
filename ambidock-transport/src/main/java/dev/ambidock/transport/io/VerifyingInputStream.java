// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A stream that cannot be read to its end unless its bytes have the expected size and digest: the read that would report
 * the end fails instead. Reading stops one byte behind the expected size, however much the source would give. Closing
 * early is allowed and verifies nothing; {@link #verified} tells. Confined to one thread.
 */
public final class VerifyingInputStream extends BulkInputStream implements Verified {
    private final Descriptor expected;
    private final MessageDigest hasher;
    private long count;
    private boolean verified;

    /** Takes ownership of the stream: closing this one closes it. */
    public VerifyingInputStream(InputStream in, Descriptor expected) {
        super(in);
        this.expected = expected;
        this.hasher = expected.digest().algorithm().newHasher();
    }

    /** The stream itself if it is verified against this descriptor already, else one around it that is. */
    public static InputStream of(InputStream in, Descriptor expected) {
        return in instanceof Verified verified && verified.verifies(expected)
                ? in
                : new VerifyingInputStream(in, expected);
    }

    @Override
    public boolean verifies(Descriptor descriptor) {
        return descriptor.digest().equals(expected.digest()) && descriptor.size() == expected.size();
    }

    /** Whether the end was reached and everything was as expected. */
    public boolean verified() {
        return verified;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = in.read(buffer, offset, length);
        if (n < 0) {
            checkEnd();
            return -1;
        }
        count += n;
        if (count > expected.size() && expected.size() != Descriptor.SIZE_UNKNOWN) {
            throw mismatch("it has more than the " + expected.size() + " bytes that its descriptor says");
        }
        hasher.update(buffer, offset, n);
        return n;
    }

    private void checkEnd() throws ContentException {
        if (verified) {
            return;
        }
        if (count != expected.size() && expected.size() != Descriptor.SIZE_UNKNOWN) {
            throw mismatch("it ends after " + count + " bytes, its descriptor says " + expected.size());
        }
        Digest actual = expected.digest().algorithm().of(hasher);
        if (!actual.equals(expected.digest())) {
            throw mismatch("its bytes have the digest " + actual);
        }
        verified = true;
    }

    private ContentException mismatch(String problem) {
        return ContentException.of(FailureKind.MISMATCH, expected.digest().toString(), problem);
    }

    @Override
    public long skip(long n) throws IOException {
        long left = n;
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(1, n))];
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return n - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
