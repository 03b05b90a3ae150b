// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ImageKind;
import dev.ambidock.table.FormatTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what the documents of a graph are. Pure. */
public final class Inspector {
    private final DescriptorGraph graph;
    private final int mostNodes;
    private final List<InspectedNode> nodes = new ArrayList<>();

    private Inspector(DescriptorGraph graph, int mostNodes) {
        this.graph = graph;
        this.mostNodes = mostNodes;
    }

    /**
     * Inspects a graph.
     *
     * @param mostNodes where to stop: a document that many parents name stands once for each of them
     */
    public static Inspection inspect(DescriptorGraph graph, int mostNodes) {
        Inspector inspector = new Inspector(graph, mostNodes);
        inspector.document(0, graph.root(), graph.root().descriptor());
        List<dev.ambidock.model.Finding> findings = new ArrayList<>(graph.findings());
        findings.addAll(Lint.of(graph));
        return new Inspection(inspector.nodes, findings);
    }

    private void document(int depth, Document document, Descriptor named) {
        switch (document.kind()) {
            case INDEX -> index(depth, (IndexDocument) document, named);
            case MANIFEST -> manifest(depth, (ManifestDocument) document, named);
            case CONFIG -> config(depth, (ConfigDocument) document, named);
            case ARTIFACT_MANIFEST -> leaf(depth, document, named, "artifact in the removed OCI artifact manifest");
            case SCHEMA1 -> {
                SchemaOneDocument old = (SchemaOneDocument) document;
                leaf(
                        depth,
                        document,
                        named,
                        (old.signed() ? "signed" : "unsigned") + " schema 1 image of "
                                + old.layers().size() + " layers");
            }
        }
    }

    private void index(int depth, IndexDocument index, Descriptor named) {
        leaf(depth, index, named, "index of " + index.edges().size());
        for (Edge entry : index.edges()) {
            if (nodes.size() >= mostNodes) {
                return;
            }
            Optional<Document> child = graph.document(entry.descriptor().digest());
            if (child.isPresent()) {
                document(depth + 1, child.get(), entry.descriptor());
            } else {
                missing(depth + 1, entry.descriptor());
            }
        }
    }

    private void manifest(int depth, ManifestDocument manifest, Descriptor named) {
        ImageKind kind = ImageKind.of(manifest, graph, Family.DOCKER);
        Optional<ConfigDocument> config =
                graph.config(manifest.config().descriptor().digest());
        List<Descriptor> layers =
                manifest.layers().stream().map(Edge::descriptor).toList();
        nodes.add(new InspectedNode(
                depth,
                named,
                manifest.family(),
                Optional.of(manifest.kind()),
                named.platform().or(() -> config.map(ConfigDocument::platform).filter(Platform::isNamed)),
                kind.isImage() ? "image" : "artifact (" + kind.reason() + ")",
                manifest.text().mediaTypeStated(),
                layers,
                config.map(ConfigSummary::of),
                Optional.of(manifest.config().descriptor().digest())));
    }

    private void config(int depth, ConfigDocument config, Descriptor named) {
        nodes.add(new InspectedNode(
                depth,
                named,
                config.family(),
                Optional.of(config.kind()),
                Optional.of(config.platform()),
                "image config",
                false,
                List.of(),
                Optional.of(ConfigSummary.of(config)),
                Optional.of(config.digest())));
    }

    private void leaf(int depth, Document document, Descriptor named, String nature) {
        nodes.add(new InspectedNode(
                depth,
                named,
                document.family(),
                Optional.of(document.kind()),
                named.platform(),
                nature,
                document.text().mediaTypeStated(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }

    private void missing(int depth, Descriptor named) {
        Role role = FormatTable.role(named.mediaType());
        boolean document = role == Role.INDEX || role == Role.MANIFEST;
        nodes.add(new InspectedNode(
                depth,
                named,
                FormatTable.family(named.mediaType()),
                Optional.empty(),
                named.platform(),
                document ? "not at hand" : role == Role.LAYER ? "layer" : "no document",
                true,
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }
}
