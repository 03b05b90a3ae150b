// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import java.util.List;
import java.util.Optional;

/**
 * The OCI artifact manifest, which was removed before image-spec 1.1; its edges are its blobs.
 *
 * @ambidock.rule image-spec v1.1.0-rc2, artifact.md
 */
public record ArtifactManifestDocument(DocumentText text, List<Edge> edges, Optional<Edge> subject)
        implements Document {

    /** Copies the list. */
    public ArtifactManifestDocument {
        edges = List.copyOf(edges);
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.ARTIFACT_MANIFEST;
    }
}
