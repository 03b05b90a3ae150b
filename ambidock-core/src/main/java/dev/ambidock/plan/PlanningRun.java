// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ArtifactManifestDocument;
import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Platform;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of the planner over a graph: converts each document once, whoever asks first. */
final class PlanningRun {
    /** Subjects and references may lead on from document to document, which costs stack. */
    private static final int MOST_NESTED = 128;

    private final DescriptorGraph graph;
    private final ConversionRequest request;
    private final SinkAbilities abilities;
    private final Map<Digest, Descriptor> layers;
    private final Map<Digest, Converted> done = new HashMap<>();
    private final Set<Digest> underWay = new HashSet<>();

    PlanningRun(
            DescriptorGraph graph, ConversionRequest request, SinkAbilities abilities, Map<Digest, Descriptor> layers) {
        this.graph = graph;
        this.request = request;
        this.abilities = abilities;
        this.layers = layers;
    }

    DescriptorGraph graph() {
        return graph;
    }

    ConversionRequest request() {
        return request;
    }

    SinkAbilities abilities() {
        return abilities;
    }

    /** What a layer became that was compressed anew. */
    Optional<Descriptor> transcoded(Digest layer) {
        return Optional.ofNullable(layers.get(layer));
    }

    /**
     * Converts a document.
     *
     * @param stated the platform that its list entry says
     */
    Converted convert(Document document, Optional<Platform> stated) {
        Converted before = done.get(document.digest());
        if (before != null) {
            return before;
        }
        if (underWay.size() == MOST_NESTED) {
            Converted refused = Converted.refused(document, tooDeep(document));
            done.put(document.digest(), refused);
            return refused;
        }
        underWay.add(document.digest());
        Converted converted = convertAnew(document, stated);
        underWay.remove(document.digest());
        done.put(document.digest(), converted);
        return converted;
    }

    private static Finding tooDeep(Document document) {
        return Finding.at(
                FindingCode.LIMIT_EXCEEDED,
                document.digest(),
                "",
                "more than " + MOST_NESTED + " documents lead here one by one, as entries, subjects or references");
    }

    /** Notes the result of a conversion that was not asked for by {@link #convert}. */
    void note(Converted converted) {
        done.put(converted.source().digest(), converted);
    }

    /** What a digest that is named somewhere became, converting it first if it is in the tree and not done yet. */
    Optional<Converted> resultOf(Digest digest) {
        Converted before = done.get(digest);
        if (before != null) {
            return Optional.of(before);
        }
        if (underWay.contains(digest)) {
            return Optional.empty();
        }
        return graph.document(digest).map(d -> convert(d, Optional.empty()));
    }

    private Converted convertAnew(Document document, Optional<Platform> stated) {
        return switch (document.kind()) {
            case INDEX -> new IndexConversion(this, (IndexDocument) document).convert();
            case MANIFEST ->
                new ManifestConversion(this, (ManifestDocument) document, request.target(), stated).convert();
            case ARTIFACT_MANIFEST -> new ArtifactConversion(this, (ArtifactManifestDocument) document).convert();
            case CONFIG -> new ConfigConversion(this, (ConfigDocument) document, request.target(), stated).convert();
            case SCHEMA1 ->
                Converted.refused(
                        document,
                        Finding.at(
                                FindingCode.SCHEMA1_NEEDS_LAYERS,
                                document.digest(),
                                "",
                                "this is a schema 1 image: it has no config and no diff IDs, so its layers must be read"));
        };
    }
}
