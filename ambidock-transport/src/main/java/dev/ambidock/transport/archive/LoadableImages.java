// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what {@code docker load} can make of a root: the image itself, or the first image of an index. That is a manifest
 * with an image config and layers that are all in the archive; no artifact, no attestation.
 */
final class LoadableImages {
    private static final int MOST_DEPTH = 8;
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    private final KeptDocuments kept;

    LoadableImages(KeptDocuments kept) {
        this.kept = kept;
    }

    Optional<ManifestDocument> of(Descriptor root) {
        return first(root, 1, new HashSet<>());
    }

    private Optional<ManifestDocument> first(Descriptor at, int depth, Set<Digest> seen) {
        Optional<Document> document = depth <= MOST_DEPTH && seen.add(at.digest()) && !isAttestation(at)
                ? kept.document(at)
                : Optional.empty();
        if (document.isEmpty()) {
            return Optional.empty();
        }
        if (document.get().kind() == DocumentKind.MANIFEST) {
            return Optional.of((ManifestDocument) document.get()).filter(this::isLoadable);
        }
        if (document.get().kind() != DocumentKind.INDEX) {
            return Optional.empty();
        }
        for (Edge entry : document.get().edges()) {
            Optional<ManifestDocument> found = first(entry.descriptor(), depth + 1, seen);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isAttestation(Descriptor entry) {
        return entry.annotations().containsKey(REFERENCE_TYPE);
    }

    private boolean isLoadable(ManifestDocument manifest) {
        boolean image = manifest.artifactType()
                .map(MediaType::of)
                .filter(t -> FormatTable.role(t) != Role.CONFIG)
                .isEmpty();
        Descriptor config = manifest.config().descriptor();
        return image
                && FormatTable.role(config.mediaType()) == Role.CONFIG
                && kept.has(config.digest())
                && manifest.layers().stream().map(Edge::descriptor).allMatch(this::isLayer);
    }

    private boolean isLayer(Descriptor layer) {
        return kept.has(layer.digest())
                && FormatTable.find(layer.mediaType())
                        .filter(row -> row.role() == Role.LAYER && !row.encrypted())
                        .isPresent();
    }
}
