// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.table.MediaTypes;
import java.util.Optional;

/**
 * Recognises BuildKit's attestations, whose first style looks like an image, and reads what they are about.
 *
 * @ambidock.rule buildkit, docs/attestations/attestation-storage.md
 */
final class Attestations {
    static final String REFERENCE_TYPE = "vnd.docker.reference.type";
    static final String REFERENCE_DIGEST = "vnd.docker.reference.digest";
    private static final String ATTESTATION = "attestation-manifest";

    private Attestations() {}

    static boolean isAttestation(Edge entry, DescriptorGraph graph) {
        if (ATTESTATION.equals(entry.descriptor().annotations().get(REFERENCE_TYPE))) {
            return true;
        }
        Optional<Document> child = graph.document(entry.descriptor().digest());
        if (child.isEmpty() || child.get().kind() != DocumentKind.MANIFEST) {
            return false;
        }
        ManifestDocument manifest = (ManifestDocument) child.get();
        boolean artifactStyle = manifest.artifactType()
                .filter(t -> MediaType.of(t).equals(MediaTypes.BUILDKIT_ATTESTATION))
                .isPresent();
        boolean unknownPlatform =
                entry.descriptor().platform().filter(Platform::isUnknown).isPresent();
        return artifactStyle || (unknownPlatform && holdsStatementsOnly(manifest));
    }

    private static boolean holdsStatementsOnly(ManifestDocument manifest) {
        return !manifest.layers().isEmpty()
                && manifest.layers().stream()
                        .allMatch(l -> l.descriptor().mediaType().equals(MediaTypes.IN_TOTO));
    }

    /**
     * The digest of the image that an entry is about: what its annotation names, else its document's subject.
     *
     * @param document the attestation, if it is at hand
     */
    static Optional<Digest> about(Edge entry, Optional<Document> document) {
        return reference(entry)
                .filter(d -> !d.equals(entry.descriptor().digest()))
                .or(() -> document.flatMap(Document::subject)
                        .map(s -> s.descriptor().digest()));
    }

    /** The digest of the image that an entry's annotation names. */
    static Optional<Digest> reference(Edge entry) {
        String text = entry.descriptor().annotations().get(REFERENCE_DIGEST);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Digest.parse(text));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }
}
