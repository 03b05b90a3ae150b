// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.LayerFacts;
import dev.ambidock.table.FormatTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of an original is not in the result of its conversion and has to be kept.
 *
 * @param originals the documents, the root first
 * @param blobs what attestations name that were left out
 * @param missing documents that were not at hand
 */
record Keepsakes(List<Document> originals, List<Descriptor> blobs, Set<Digest> missing) {
    /** The graph was read within limits already. */
    private static final Limits AS_READ_BEFORE = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    static final String DOCUMENTS = "dev.ambidock.origin.documents";

    static Keepsakes of(ConversionPlan plan) {
        DescriptorGraph graph = plan.graph();
        Set<Digest> held = Held.by(plan);
        List<Document> originals = new ArrayList<>();
        for (Document document : graph.documents()) {
            if (!held.contains(document.digest())) {
                originals.add(document);
                held.add(document.digest());
            }
        }
        Set<Digest> missing = missing(graph);
        held.addAll(missing);
        held.add(OriginRecord.EMPTY.descriptor().digest());
        List<Descriptor> blobs = new ArrayList<>();
        for (Document document : attestations(plan)) {
            for (Edge edge : document.edges()) {
                if (edge.role() != EdgeRole.ENTRY && held.add(edge.descriptor().digest())) {
                    blobs.add(plain(edge.descriptor()));
                }
            }
        }
        return new Keepsakes(originals, blobs, missing);
    }

    private static Descriptor plain(Descriptor descriptor) {
        return Descriptor.of(descriptor.mediaType(), descriptor.digest(), descriptor.size());
    }

    private static Set<Digest> missing(DescriptorGraph graph) {
        Set<Digest> missing = new LinkedHashSet<>();
        GraphBuilder.read(graph.root(), AS_READ_BEFORE, wanted -> {
            Optional<Document> document = graph.document(wanted.digest());
            if (document.isEmpty()) {
                missing.add(wanted.digest());
            }
            return document.map(Document::bytes);
        });
        return missing;
    }

    /** The attestations that were left out, and what stands beneath them. */
    private static Set<Document> attestations(ConversionPlan plan) {
        Set<Document> attestations = new LinkedHashSet<>();
        Deque<Document> open = new ArrayDeque<>();
        plan.findings().stream()
                .filter(f -> f.code() == FindingCode.ATTESTATION_DROP)
                .forEach(f -> f.document()
                        .flatMap(plan.graph()::document)
                        .flatMap(index -> child(plan.graph(), index, f.pointer()))
                        .ifPresent(open::add));
        while (!open.isEmpty()) {
            Document next = open.remove();
            if (attestations.add(next) && next.kind() == DocumentKind.INDEX) {
                next.edges()
                        .forEach(e ->
                                plan.graph().document(e.descriptor().digest()).ifPresent(open::add));
            }
        }
        return attestations;
    }

    private static Optional<Document> child(DescriptorGraph graph, Document index, String pointer) {
        return index.edges().stream()
                .filter(e -> e.pointer().equals(pointer))
                .findFirst()
                .flatMap(e -> graph.document(e.descriptor().digest()));
    }

    /** What the record's manifest names: the documents, then the blobs. */
    List<Descriptor> layers() {
        List<Descriptor> layers = new ArrayList<>();
        originals.forEach(d -> layers.add(d.descriptor()));
        layers.addAll(blobs);
        return layers;
    }

    /** What is to be put. */
    List<OriginDocument> documents() {
        List<OriginDocument> documents = new ArrayList<>();
        documents.add(OriginRecord.EMPTY);
        originals.forEach(d -> documents.add(new OriginDocument(d.descriptor(), d.bytes())));
        return documents;
    }

    /** What the proof needs beside the documents. */
    Map<String, String> annotations(ConversionPlan plan) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(DOCUMENTS, Integer.toString(originals.size()));
        annotations.put(RecordedPolicies.KEY, new RecordedPolicies(plan.request(), plan.abilities()).toText());
        annotations.putAll(new RecordedFacts(facts(plan), missing).toTexts());
        return annotations;
    }

    /** Those facts that are of this image's layers, in the order of the layers, and that say more than their types. */
    private static LayerFacts facts(ConversionPlan plan) {
        Map<Digest, Compression> observed = new LinkedHashMap<>();
        Map<Digest, Descriptor> transcoded = new LinkedHashMap<>();
        Set<Descriptor> seen = new HashSet<>();
        for (Document document : plan.graph().documents()) {
            for (Edge edge : document.edges()) {
                Descriptor layer = plain(edge.descriptor());
                if (edge.role() == EdgeRole.LAYER && seen.add(layer)) {
                    Compression seenAs = plan.facts().observed().get(layer.digest());
                    if (seenAs != null && !saysSo(layer, seenAs)) {
                        observed.put(layer.digest(), seenAs);
                    }
                    Descriptor after = plan.facts().transcoded().get(layer.digest());
                    if (after != null) {
                        transcoded.put(layer.digest(), after);
                    }
                }
            }
        }
        return new LayerFacts(observed, transcoded, Map.of());
    }

    private static boolean saysSo(Descriptor layer, Compression observed) {
        return FormatTable.find(layer.mediaType())
                .filter(row -> row.isLayerOf(observed))
                .isPresent();
    }
}
