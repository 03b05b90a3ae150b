// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Descriptor;
import java.util.List;

/** The answer to trying a record on an image. Switch on {@link #kind}. */
public sealed interface OriginProof {

    /** The cases. */
    enum Kind {
        PROVED,
        UNPROVED
    }

    /** Which case this is. */
    Kind kind();

    /**
     * The original, converted again as the record says, is exactly the present image. That says nothing of who wrote the
     * record: of what the conversion dropped, another original may have said something else.
     *
     * @param original all documents of the original
     * @param absent what the original names and neither the present image nor the record brings: layers that were compressed
     *     anew, layers of platforms that were left out. The original can be had as a whole only where these are, too. In
     *     the order of the documents; each digest once
     */
    record Proved(DescriptorGraph original, List<Descriptor> absent) implements OriginProof {
        /** Copies the list. */
        public Proved {
            absent = List.copyOf(absent);
        }

        @Override
        public Kind kind() {
            return Kind.PROVED;
        }
    }

    /**
     * The record is not of this image, or does not hold what it takes: convert without it.
     *
     * @param reason one clause without a full stop, fit for a terminal
     */
    record Unproved(String reason) implements OriginProof {
        @Override
        public Kind kind() {
            return Kind.UNPROVED;
        }
    }
}
