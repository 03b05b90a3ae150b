// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is odd about documents as they are, whatever they are converted to. */
final class Lint {
    private final DescriptorGraph graph;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(DescriptorGraph graph) {
        this.graph = graph;
    }

    static List<Finding> of(DescriptorGraph graph) {
        Lint lint = new Lint(graph);
        graph.documents().forEach(lint::document);
        return lint.findings;
    }

    private void document(Document document) {
        for (Edge edge : document.edges()) {
            edge(document, edge);
        }
        if (document.kind() == DocumentKind.INDEX && document.edges().isEmpty()) {
            find(FindingCode.EMPTY_INDEX, document, "/manifests", "the index has no entries");
        }
        if (document.kind() == DocumentKind.MANIFEST) {
            manifest((ManifestDocument) document);
        }
    }

    private void edge(Document document, Edge edge) {
        Optional<FormatRow> row = FormatTable.find(edge.descriptor().mediaType());
        Family family = row.map(FormatRow::family).orElse(Family.OTHER);
        boolean known = family == Family.OCI || family == Family.DOCKER;
        boolean untyped = document.kind() == DocumentKind.SCHEMA1;
        if (known && !untyped && family != document.family() && !isAttestation(edge)) {
            find(
                    FindingCode.MIXED_FAMILIES,
                    document,
                    edge.pointer() + "/mediaType",
                    family.mixedInto(document.family(), document.kind().label()));
        }
        if (row.map(FormatRow::status)
                .filter(s -> s == Status.UNOFFICIAL || s == Status.INVENTED)
                .isPresent()) {
            find(
                    FindingCode.UNOFFICIAL_TYPE,
                    document,
                    edge.pointer() + "/mediaType",
                    edge.descriptor().mediaType() + " is " + row.get().status().label());
        }
        if (edge.role() == EdgeRole.ENTRY
                && document.family() == Family.DOCKER
                && edge.descriptor().platform().isEmpty()) {
            find(FindingCode.PLATFORM_MISSING, document, edge.pointer(), "a Docker list entry without platform");
        }
    }

    /** An attestation stays in OCI form in a Docker list: every engine takes that. */
    private static boolean isAttestation(Edge edge) {
        return edge.descriptor().annotations().containsKey("vnd.docker.reference.type");
    }

    private void manifest(ManifestDocument manifest) {
        if (manifest.layers().isEmpty()) {
            find(FindingCode.NO_LAYERS, manifest, "/layers", "the manifest has no layers");
        }
        Optional<ConfigDocument> config =
                graph.config(manifest.config().descriptor().digest());
        if (config.isPresent()
                && config.get().diffIdCount().orElse(manifest.layers().size())
                        != manifest.layers().size()) {
            find(
                    FindingCode.LAYER_COUNT_MISMATCH,
                    manifest,
                    "/layers",
                    "the config has " + config.get().diffIdCount().orElse(0) + " diff IDs, the manifest has "
                            + manifest.layers().size() + " layers");
        }
    }

    private void find(FindingCode code, Document document, String pointer, String text) {
        findings.add(Finding.at(code, document.digest(), pointer, text));
    }
}
