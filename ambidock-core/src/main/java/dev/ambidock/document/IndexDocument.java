// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import java.util.List;
import java.util.Optional;

/** An OCI image index or a Docker manifest list; its edges are its entries. */
public record IndexDocument(DocumentText text, List<Edge> edges, Optional<Edge> subject) implements Document {

    /** Copies the list. */
    public IndexDocument {
        edges = List.copyOf(edges);
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.INDEX;
    }
}
