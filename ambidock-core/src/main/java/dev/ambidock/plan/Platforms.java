// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What images run on, from whoever tells it. */
final class Platforms {
    private final DescriptorGraph graph;
    private final Optional<Platform> assumed;
    private final Map<Digest, Platform> stated = new HashMap<>();

    Platforms(DescriptorGraph graph, Optional<Platform> assumed) {
        this.graph = graph;
        this.assumed = assumed;
        for (Document document : graph.documents()) {
            if (document.kind() == DocumentKind.INDEX) {
                for (Edge entry : document.edges()) {
                    own(entry)
                            .ifPresent(
                                    p -> stated.putIfAbsent(entry.descriptor().digest(), p));
                }
            }
        }
    }

    /** What the first list entry of a manifest to name a platform says. */
    Optional<Platform> stated(Digest manifest) {
        return Optional.ofNullable(stated.get(manifest));
    }

    /** What an entry itself says. */
    static Optional<Platform> own(Edge entry) {
        return entry.descriptor().platform().filter(Platform::isNamed);
    }

    /** The platform of an image, or of a config: its own word first, then that of a list, then what is assumed. */
    Optional<Platform> of(Document image) {
        return byConfig(image).or(() -> stated(image.digest())).or(() -> assumed);
    }

    /** The platform that an image's config tells, or a config itself. */
    Optional<Platform> byConfig(Document image) {
        return config(image).map(ConfigDocument::platform).filter(Platform::isNamed);
    }

    private Optional<ConfigDocument> config(Document image) {
        return switch (image.kind()) {
            case MANIFEST ->
                graph.config(((ManifestDocument) image).config().descriptor().digest());
            case CONFIG -> Optional.of((ConfigDocument) image);
            case INDEX, ARTIFACT_MANIFEST, SCHEMA1 -> Optional.empty();
        };
    }
}
