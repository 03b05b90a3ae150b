// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.util.Set;

/** What a document becomes. Switch on {@link #kind}. */
public sealed interface Outcome {

    /** The cases. */
    enum Kind {
        KNOWN,
        PENDING
    }

    /** Which case this is. */
    Kind kind();

    /**
     * The result, to the byte.
     *
     * @param descriptor media type, digest and size
     * @param bytes the document
     */
    record Known(Descriptor descriptor, Bytes bytes) implements Outcome {
        // Written out, as in MediaType.
        @Override
        public boolean equals(Object other) {
            return other instanceof Known known && descriptor.equals(known.descriptor) && bytes.equals(known.bytes);
        }

        /** The digest stands for the bytes, which are long. */
        @Override
        public int hashCode() {
            return descriptor.digest().hex().hashCode();
        }

        @Override
        public Kind kind() {
            return Kind.KNOWN;
        }
    }

    /**
     * Not to be known before layers are compressed anew.
     *
     * @param layers digests of the layers that stand in the way, as they are now
     */
    record Pending(Set<Digest> layers) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.PENDING;
        }
    }
}
