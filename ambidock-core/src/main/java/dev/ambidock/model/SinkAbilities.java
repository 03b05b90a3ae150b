// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a destination can hold.
 *
 * @param families families of manifests that it takes; schema 1 is a family of its own
 * @param maxDocumentBytes longest manifest or index that it takes
 * @param compressions how layers of images may be wrapped
 * @param indexes whether it takes indexes and lists; else single images only
 * @param attachments whether it takes roots without a name beside an image, such as origin records
 */
public record SinkAbilities(
        Set<Family> families,
        long maxDocumentBytes,
        Set<Compression> compressions,
        boolean indexes,
        boolean attachments) {
    private static final SinkAbilities ANY = of(EnumSet.allOf(Family.class), Long.MAX_VALUE);

    /** Copies the sets. */
    public SinkAbilities {
        families = Set.copyOf(families);
        compressions = Set.copyOf(compressions);
    }

    /** A destination that takes everything. */
    public static SinkAbilities any() {
        return ANY;
    }

    /** A destination that takes these families up to this length, and else everything. */
    public static SinkAbilities of(Set<Family> families, long maxDocumentBytes) {
        return new SinkAbilities(families, maxDocumentBytes, EnumSet.allOf(Compression.class), true, true);
    }

    /** The same destination, taking layers wrapped in these ways only. */
    public SinkAbilities withCompressions(Set<Compression> only) {
        return new SinkAbilities(families, maxDocumentBytes, only, indexes, attachments);
    }

    /** The same destination, taking single images only. */
    public SinkAbilities withoutIndexes() {
        return new SinkAbilities(families, maxDocumentBytes, compressions, false, attachments);
    }

    /** The same destination, taking the image alone. */
    public SinkAbilities withoutAttachments() {
        return new SinkAbilities(families, maxDocumentBytes, compressions, indexes, false);
    }
}
