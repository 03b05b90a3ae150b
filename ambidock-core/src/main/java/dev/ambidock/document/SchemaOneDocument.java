// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.model.Digest;
import java.util.List;
import java.util.Optional;

/**
 * A Docker V2 schema 1 manifest, recognised so that it is named in the answer.
 *
 * @param layers digests of the layers, <b>top layer first</b>, as the format has them
 * @param signed whether it carries signatures
 * @ambidock.rule distribution, "Image Manifest Version 2, Schema 1"
 */
public record SchemaOneDocument(DocumentText text, List<Digest> layers, boolean signed) implements Document {

    /** Copies the list. */
    public SchemaOneDocument {
        layers = List.copyOf(layers);
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.SCHEMA1;
    }

    @Override
    public List<Edge> edges() {
        return List.of();
    }

    @Override
    public Optional<Edge> subject() {
        return Optional.empty();
    }
}
