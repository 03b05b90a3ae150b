// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an origin record that was read says, proved or not. Immutable. */
public final class OriginClaim {
    private final Descriptor subject;
    private final List<Descriptor> documents;
    private final List<Descriptor> blobs;
    private final RecordedPolicies policies;
    private final RecordedFacts facts;

    OriginClaim(
            Descriptor subject,
            List<Descriptor> documents,
            List<Descriptor> blobs,
            RecordedPolicies policies,
            RecordedFacts facts) {
        this.subject = subject;
        this.documents = List.copyOf(documents);
        this.blobs = List.copyOf(blobs);
        this.policies = policies;
        this.facts = facts;
    }

    /** The image that the record is about. */
    public Descriptor subject() {
        return subject;
    }

    /** The original documents that the record holds, the root first; in a registry they are blobs, not manifests. */
    public List<Descriptor> documents() {
        return documents;
    }

    /** What the record holds beside documents. */
    public List<Descriptor> blobs() {
        return blobs;
    }

    RecordedPolicies policies() {
        return policies;
    }

    RecordedFacts facts() {
        return facts;
    }

    /**
     * Converts the claimed original again and compares. Throws nothing of its own, whatever the record says.
     *
     * @param presentRoot the root of the image as it is now
     * @param lookup finds documents where record and image are: those of {@link #documents}, and those that the original has
     *     in common with the present image; asked once for each. What it gives need not be right
     * @param limits bounds for the original's documents
     */
    public OriginProof prove(Descriptor presentRoot, Function<Descriptor, Optional<Bytes>> lookup, Limits limits) {
        try {
            return new ProofRun(this, lookup, limits).prove(presentRoot);
        } catch (Doubt e) {
            return new OriginProof.Unproved(e.reason());
        }
    }
}
