// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each layer of a graph must unpack to, as far as configs at hand say. */
final class DiffIds {
    private final Map<Digest, Digest> byLayer;

    private DiffIds(Map<Digest, Digest> byLayer) {
        this.byLayer = byLayer;
    }

    static DiffIds of(DescriptorGraph graph) {
        Map<Digest, Digest> byLayer = new HashMap<>();
        for (Document document : graph.documents()) {
            if (document.kind() == DocumentKind.MANIFEST) {
                add((ManifestDocument) document, graph, byLayer);
            }
        }
        return new DiffIds(byLayer);
    }

    /** The diff ID of a layer. */
    Optional<Digest> of(Digest layer) {
        return Optional.ofNullable(byLayer.get(layer));
    }

    private static void add(ManifestDocument manifest, DescriptorGraph graph, Map<Digest, Digest> byLayer) {
        Optional<ConfigDocument> config =
                graph.config(manifest.config().descriptor().digest());
        List<JsonValue> spelled = config.flatMap(c -> c.root().member("rootfs"))
                .flatMap(r -> r.member("diff_ids"))
                .map(JsonValue::children)
                .orElse(List.of());
        for (int i = 0; i < Math.min(spelled.size(), manifest.layers().size()); i++) {
            Digest layer = manifest.layers().get(i).descriptor().digest();
            diffId(spelled.get(i)).ifPresent(diffId -> byLayer.put(layer, diffId));
        }
    }

    /** A malformed diff ID checks nothing; the linter names it. */
    private static Optional<Digest> diffId(JsonValue value) {
        if (!value.is(JsonKind.STRING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Digest.parse(value.text()));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }
}
