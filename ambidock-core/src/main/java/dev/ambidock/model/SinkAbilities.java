// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Set;

/**
 * What a destination can hold.
 *
 * @param families families of manifests that it takes
 * @param maxDocumentBytes longest manifest or index that it takes
 */
public record SinkAbilities(Set<Family> families, long maxDocumentBytes) {
    private static final SinkAbilities ANY = new SinkAbilities(Set.of(Family.OCI, Family.DOCKER), Long.MAX_VALUE);

    /** Copies the set. */
    public SinkAbilities {
        families = Set.copyOf(families);
    }

    /** A destination that takes everything. */
    public static SinkAbilities any() {
        return ANY;
    }
}
