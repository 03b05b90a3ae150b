// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Edge;
import java.util.Optional;

/**
 * What an index entry is to a conversion.
 *
 * @param edge the entry
 * @param kind what is done with it
 * @param child its document's conversion, if it has one
 */
record Entry(Edge edge, Kind kind, Optional<Converted> child) {

    enum Kind {
        IMAGE,
        NESTED,
        ATTESTATION,
        /** An artifact that is not looked at yet. */
        ARTIFACT,
        /** Left as it is: an artifact, or a child that is missing. */
        KEPT,
        /** A layer in an index: its type is mapped. */
        LAYER,
        REMOVED
    }

    static Entry of(Edge edge, Kind kind) {
        return new Entry(edge, kind, Optional.empty());
    }

    static Entry of(Edge edge, Kind kind, Converted child) {
        return new Entry(edge, kind, Optional.of(child));
    }
}
