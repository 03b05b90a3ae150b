// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An OCI image manifest or a Docker V2 schema 2 manifest.
 *
 * @param config the config's edge
 * @param layers the layers' edges, base layer first
 */
public record ManifestDocument(DocumentText text, Edge config, List<Edge> layers, Optional<Edge> subject)
        implements Document {

    /** Copies the list. */
    public ManifestDocument {
        layers = List.copyOf(layers);
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.MANIFEST;
    }

    @Override
    public List<Edge> edges() {
        List<Edge> all = new ArrayList<>(layers.size() + 1);
        all.add(config);
        all.addAll(layers);
        return all;
    }
}
