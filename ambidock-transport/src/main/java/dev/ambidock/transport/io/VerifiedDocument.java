// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.FilterInputStream;
import java.io.InputStream;

/** A document that is what its descriptor says, also where its digest is not that of all its bytes. */
public final class VerifiedDocument extends FilterInputStream implements Verified {
    private final Descriptor descriptor;

    private VerifiedDocument(Bytes content, Descriptor descriptor) {
        super(content.stream());
        this.descriptor = descriptor;
    }

    /**
     * Checks a document.
     *
     * @throws ContentException of kind MISMATCH if digest or length are not those of the descriptor
     */
    public static InputStream of(Bytes content, Descriptor descriptor) throws ContentException {
        Digest actual = Documents.digest(
                content, descriptor.mediaType(), descriptor.digest().algorithm());
        String what = descriptor.digest().toString();
        if (content.length() != descriptor.size()) {
            throw ContentException.of(
                    FailureKind.MISMATCH,
                    what,
                    "it has " + content.length() + " bytes, its descriptor says " + descriptor.size());
        }
        if (!actual.equals(descriptor.digest())) {
            throw ContentException.of(FailureKind.MISMATCH, what, "its bytes have the digest " + actual);
        }
        return new VerifiedDocument(content, descriptor);
    }

    @Override
    public boolean verifies(Descriptor expected) {
        return descriptor.sameContent(expected);
    }
}
