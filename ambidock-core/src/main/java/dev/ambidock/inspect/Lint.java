// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.plan.ImageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is odd about documents as they are, whatever they are converted to: in their order, each place by its pointer. */
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

    DescriptorGraph graph() {
        return graph;
    }

    void find(FindingCode code, Document document, String pointer, String text) {
        findings.add(Finding.at(code, document.digest(), pointer, text));
    }

    private void document(Document document) {
        if (document.family() == Family.DOCKER && document.kind() != DocumentKind.CONFIG) {
            docker(document);
        }
        DescriptorLint descriptors = new DescriptorLint(this, document);
        if (document.kind() == DocumentKind.INDEX) {
            new IndexLint(this, (IndexDocument) document).check(descriptors);
        } else {
            document.edges().forEach(descriptors::check);
        }
        switch (document.kind()) {
            case MANIFEST -> manifest((ManifestDocument) document);
            case CONFIG -> new ConfigLint(this, (ConfigDocument) document).check();
            case INDEX, ARTIFACT_MANIFEST, SCHEMA1 -> {}
        }
    }

    private void docker(Document document) {
        if (!document.text().mediaTypeStated()) {
            find(
                    FindingCode.MEDIA_TYPE_MISSING,
                    document,
                    "",
                    "the " + document.kind().label() + " has no \"mediaType\", which Docker's format requires");
        }
        for (String name : List.of("annotations", "subject", "artifactType")) {
            document.root()
                    .member(name)
                    .ifPresent(m -> find(
                            FindingCode.MEMBER_UNDEFINED,
                            document,
                            "/" + name,
                            "Docker's format does not define \"" + name + "\""));
        }
    }

    private void manifest(ManifestDocument manifest) {
        int layers = manifest.layers().size();
        if (layers == 0) {
            find(FindingCode.NO_LAYERS, manifest, "/layers", "the manifest has no layers");
        }
        Optional<ConfigDocument> config =
                graph.config(manifest.config().descriptor().digest());
        if (config.isEmpty()) {
            return;
        }
        int diffIds = config.get().diffIdCount().orElse(layers);
        if (diffIds != layers) {
            find(
                    FindingCode.LAYER_COUNT_MISMATCH,
                    manifest,
                    "/layers",
                    "the config has " + diffIds + " diff IDs, the manifest has " + layers + " layers");
        }
        int told = config.get().layersInHistory().orElse(layers);
        if (told != layers) {
            find(
                    FindingCode.HISTORY_MISMATCH,
                    manifest,
                    "/layers",
                    "the config's history tells of " + told + " layers, the manifest has " + layers);
        }
    }

    /** Whether a manifest is an image in the eyes of its own family. */
    boolean isImage(ManifestDocument manifest) {
        return ImageKind.of(manifest, graph, Family.OCI).isImage();
    }

    /** The config of the manifest that an entry names, if both are at hand. */
    Optional<ConfigDocument> config(Edge entry) {
        return graph.document(entry.descriptor().digest())
                .filter(d -> d.kind() == DocumentKind.MANIFEST)
                .flatMap(d -> graph.config(
                        ((ManifestDocument) d).config().descriptor().digest()));
    }
}
