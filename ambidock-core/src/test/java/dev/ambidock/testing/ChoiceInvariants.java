// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Severity;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.ImageKind;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds of plans that keep, filter or compress, whatever their input. */
final class ChoiceInvariants {
    private ChoiceInvariants() {}

    static void check(Conversion conversion, Family target, Converted converted) {
        keepingIsTheIdentity(conversion, target);
        if (converted.isReady()) {
            ConversionPlan plan = converted.plan();
            if (!plan.request().platforms().isEmpty()) {
                nothingNamesWhatIsGone(plan);
                Converted unfiltered = conversion
                        .again(conversion.root(), Map.of())
                        .with(b -> b.platforms(List.of()))
                        .plan(target);
                if (unfiltered.isReady()) {
                    sameAsUnfiltered(plan, unfiltered.plan());
                }
            }
            compressedAsAsked(plan, conversion);
        }
    }

    /** With nothing filtered and nothing compressed, keeping gives the source and brings all of it. */
    private static void keepingIsTheIdentity(Conversion conversion, Family target) {
        Converted kept = conversion
                .again(conversion.root(), Map.of())
                .into(SinkAbilities.any())
                .with(b -> b.keep(true)
                        .platforms(List.of())
                        .compression(CompressionPolicy.KEEP)
                        .sparse(SparsePolicy.KEEP))
                .plan(target);
        if (!kept.isReady()) {
            assertThat(kept.planning().findings())
                    .as("only what cannot be read is refused")
                    .anyMatch(f -> f.code().isMalformedInput());
            return;
        }
        ConversionPlan plan = kept.plan();
        assertThat(plan.isExact()).isTrue();
        assertThat(plan.comesBack()).isTrue();
        assertThat(plan.rootBytes()).isEqualTo(conversion.root().bytes());
        assertThat(plan.findings()).noneMatch(f -> f.severity().compareTo(Severity.WARNING) > 0);
        Set<Digest> brought = brought(plan);
        for (Document document : plan.graph().documents()) {
            assertThat(brought).as("each document").contains(document.digest());
            for (Edge edge : document.edges()) {
                boolean absent = edge.role() == EdgeRole.ENTRY
                        && plan.graph().document(edge.descriptor().digest()).isEmpty();
                assertThat(absent || brought.contains(edge.descriptor().digest()))
                        .as("%s of %s is brought", edge.pointer(), document.descriptor())
                        .isTrue();
            }
        }
    }

    private static Set<Digest> brought(ConversionPlan plan) {
        Set<Digest> brought = new HashSet<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.CopyBlob copy) {
                brought.add(copy.blob().digest());
            } else if (step instanceof Step.PutDocument put) {
                brought.add(put.source().digest());
                assertThat(put.outcome()).isInstanceOf(Outcome.Known.class);
            }
            assertThat(step.kind()).isNotEqualTo(Step.Kind.TRANSCODE_LAYER);
        }
        return brought;
    }

    /** Entries and the subjects of what is no image lead to results, or to what was never there. */
    private static void nothingNamesWhatIsGone(ConversionPlan plan) {
        DescriptorGraph graph = plan.graph();
        Set<Digest> results = new HashSet<>();
        plan.documents()
                .forEach(d -> known(d).ifPresent(k -> results.add(k.descriptor().digest())));
        for (DocumentPlan planned : plan.documents()) {
            for (Document result : read(planned)) {
                List<Edge> edges = new ArrayList<>(result.kind() == DocumentKind.INDEX ? result.edges() : List.of());
                if (result.kind() != DocumentKind.INDEX && !isImage(planned.source(), graph)) {
                    result.subject().ifPresent(edges::add);
                }
                for (Edge edge : edges) {
                    Digest named = edge.descriptor().digest();
                    boolean tree = graph.document(named)
                            .filter(d -> d.kind() != DocumentKind.CONFIG)
                            .isPresent();
                    assertThat(results.contains(named)
                                    || !tree
                                    || named.equals(graph.root().digest()))
                            .as("%s of %s leads to %s", edge.pointer(), result.descriptor(), named)
                            .isTrue();
                }
            }
        }
    }

    /** What stays becomes what it would have become without the filter. */
    private static void sameAsUnfiltered(ConversionPlan filtered, ConversionPlan unfiltered) {
        for (DocumentPlan planned : filtered.documents()) {
            Document source = planned.source();
            List<Outcome> others = unfiltered.documents().stream()
                    .filter(d -> d.source().digest().equals(source.digest()))
                    .map(DocumentPlan::outcome)
                    .toList();
            if (source.kind() != DocumentKind.INDEX && source.subject().isEmpty() && !others.isEmpty()) {
                assertThat(others).contains(planned.outcome());
            }
        }
    }

    private static void compressedAsAsked(ConversionPlan plan, Conversion conversion) {
        CompressionPolicy policy = plan.request().compression();
        if (policy == CompressionPolicy.KEEP) {
            return;
        }
        Compression asked = Compression.valueOf(policy.name());
        for (DocumentPlan planned : plan.documents()) {
            boolean image = isImage(planned.source(), plan.graph());
            for (Document result : image ? read(planned) : List.<Document>of()) {
                for (Edge layer : ((ManifestDocument) result).layers()) {
                    FormatTable.find(layer.descriptor().mediaType())
                            .filter(row -> row.distributable() && !row.encrypted())
                            .filter(row ->
                                    !conversion.isObserved(layer.descriptor().digest()))
                            .flatMap(FormatRow::compression)
                            .ifPresent(
                                    c -> assertThat(c).as("%s", layer.pointer()).isEqualTo(asked));
                }
            }
        }
    }

    private static boolean isImage(Document document, DescriptorGraph graph) {
        return document.kind() == DocumentKind.MANIFEST
                && ImageKind.of((ManifestDocument) document, graph, Family.DOCKER)
                        .isImage();
    }

    private static Optional<Outcome.Known> known(DocumentPlan plan) {
        return plan.outcome() instanceof Outcome.Known known ? Optional.of(known) : Optional.empty();
    }

    private static List<Document> read(DocumentPlan plan) {
        return known(plan).stream()
                .filter(k -> plan.source().kind() != DocumentKind.CONFIG)
                .map(k -> Documents.read(
                                k.bytes(),
                                Optional.of(k.descriptor().mediaType()),
                                k.descriptor().digest().algorithm(),
                                Limits.defaults())
                        .orThrow())
                .toList();
    }
}
