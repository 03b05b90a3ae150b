// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ArtifactManifestDocument;
import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Platform;
import dev.ambidock.model.SinkAbilities;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One run of the planner over a graph: converts each document once, whoever asks first. */
final class PlanningRun {
    /** Far beyond the nesting of indexes: only a long chain of subjects, each asked for by the one before, gets here. */
    private static final int MOST_UNDER_WAY = 100;

    private final DescriptorGraph graph;
    private final ConversionRequest request;
    private final SinkAbilities abilities;
    private final LayerFacts facts;
    private final Platforms platforms;
    private final Optional<PlatformFilter> filter;
    private final boolean single;
    private final Map<Digest, Converted> done = new HashMap<>();
    private final Map<Digest, Converted> noted = new HashMap<>();
    /** A config that does not tell its platform becomes another one for each platform that is said of it. */
    private final Map<Digest, Map<Optional<Platform>, Converted>> configs = new HashMap<>();

    /** Artifacts that stay in a Docker list, and what they become there. */
    private final Set<Digest> artifacts = new HashSet<>();

    private final Map<Digest, Converted> keptArtifacts = new HashMap<>();
    private final Set<Digest> underWay = new HashSet<>();
    private final Set<Digest> leftOut = new HashSet<>();

    PlanningRun(DescriptorGraph graph, ConversionRequest request, SinkAbilities abilities, LayerFacts facts) {
        this.graph = graph;
        this.request = request;
        this.abilities = abilities;
        this.facts = facts;
        this.platforms = new Platforms(graph, request.assumedPlatform());
        this.filter = request.platforms().isEmpty()
                ? Optional.empty()
                : Optional.of(PlatformFilter.of(graph, request.platforms(), platforms));
        this.single = false;
    }

    private PlanningRun(PlanningRun whole, DescriptorGraph graph, boolean single) {
        this.graph = graph;
        this.request = whole.request;
        this.abilities = whole.abilities;
        this.facts = whole.facts;
        this.platforms = whole.platforms;
        this.filter = whole.filter;
        this.single = single;
    }

    /** A run of its own that takes one manifest out of its index: nothing else is in the result. */
    PlanningRun single() {
        return new PlanningRun(this, graph, true);
    }

    /** A run of its own over another graph: what was made of a document that cannot be converted as it is. */
    PlanningRun over(DescriptorGraph made) {
        return new PlanningRun(this, made, false);
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

    /** What a platform filter takes out of indexes; empty if every platform is wanted. */
    Optional<PlatformFilter> filter() {
        return filter;
    }

    /** Why a platform filter takes an entry out; empty if it stays. */
    Optional<String> unwanted(Document index, Edge entry) {
        return filter.flatMap(f -> f.removal(index, entry));
    }

    Platforms platforms() {
        return platforms;
    }

    /** How a layer is really compressed, if somebody looked. */
    Optional<Compression> observed(Digest layer) {
        return Optional.ofNullable(facts.observed().get(layer));
    }

    /** What reading a layer told, if somebody read it. */
    Optional<ReadLayer> read(Digest layer) {
        return Optional.ofNullable(facts.read().get(layer));
    }

    /** What a layer became that was compressed anew. */
    Optional<Descriptor> transcoded(Digest layer) {
        return Optional.ofNullable(facts.transcoded().get(layer));
    }

    /** The platform that the first list entry of a manifest to name one says. */
    Optional<Platform> stated(Digest manifest) {
        return platforms.stated(manifest);
    }

    /** Converts a document. */
    Converted convert(Document document) {
        if (document.kind() == DocumentKind.CONFIG && !request.keep()) {
            return convert((ConfigDocument) document, Optional.empty());
        }
        return once(done, document, this::convertAnew);
    }

    private Converted once(Map<Digest, Converted> known, Document document, Function<Document, Converted> conversion) {
        Converted before = known.get(document.digest());
        if (before != null) {
            return before;
        }
        underWay.add(document.digest());
        Converted converted = underWay.size() > MOST_UNDER_WAY ? tooDeep(document) : conversion.apply(document);
        underWay.remove(document.digest());
        known.put(document.digest(), converted);
        return converted;
    }

    /** Converts a config of an image whose list entry says the platform. */
    Converted convert(ConfigDocument config, Optional<Platform> stated) {
        Optional<Platform> needed = config.platform().isNamed() ? Optional.empty() : stated;
        return configs.computeIfAbsent(config.digest(), digest -> new HashMap<>())
                .computeIfAbsent(
                        needed, platform -> new ConfigConversion(this, config, request.target(), stated).convert());
    }

    /**
     * Notes what a document became in a special part, such as an attestation's: those that name it mean this one.
     * Elsewhere in the tree it may stand as an ordinary image, too.
     */
    void note(Converted converted) {
        noted.put(converted.source().digest(), converted);
    }

    /** Notes that an artifact stays in a Docker list: those that name it mean what it becomes there. */
    void keepArtifact(Digest artifact) {
        artifacts.add(artifact);
    }

    /** An artifact in a Docker list: only its subject follows what that became. */
    Converted artifact(Document document) {
        return once(keptArtifacts, document, this::artifactAnew);
    }

    private Converted artifactAnew(Document document) {
        Draft kept = new Draft(this, document);
        document.edges().forEach(e -> kept.step(new Step.CopyBlob(e.descriptor(), false)));
        kept.followSubject();
        return kept.finish(document.mediaType());
    }

    /** Notes that nothing in the result stands for a document. */
    void leaveOut(Document document) {
        leftOut.add(document.digest());
    }

    /** Whether nothing in the result stands for this, which a document there names. */
    boolean isLeftOut(Digest digest) {
        return single
                || leftOut.contains(digest)
                || filter.filter(f -> f.isGone(digest)).isPresent();
    }

    /**
     * What a manifest or index that is named somewhere became, converting it first if it is in the tree and not done yet; empty if
     * nothing in the result stands for it.
     */
    Optional<Converted> resultOf(Digest digest) {
        if (isLeftOut(digest) || underWay.contains(digest)) {
            return Optional.empty();
        }
        Converted special = noted.get(digest);
        if (special != null) {
            return Optional.of(special);
        }
        return graph.document(digest)
                .filter(d -> d.kind() != DocumentKind.CONFIG)
                .filter(d -> d.kind() != DocumentKind.INDEX || request.keep() || !request.toDocker())
                .map(artifacts.contains(digest) ? this::artifact : this::convert);
    }

    private Converted convertAnew(Document document) {
        boolean there =
                document.kind() == DocumentKind.SCHEMA1 && request.schemaOne().isPresent();
        if (request.keep() || there) {
            return new KeptConversion(this, document).convert();
        }
        return switch (document.kind()) {
            case INDEX -> new IndexConversion(this, (IndexDocument) document).convert();
            case MANIFEST -> manifest((ManifestDocument) document);
            case ARTIFACT_MANIFEST -> new ArtifactConversion(this, (ArtifactManifestDocument) document).convert();
            case CONFIG -> throw new IllegalStateException("configs are converted with their platform");
            case SCHEMA1 -> new SchemaOneConversion(this, (SchemaOneDocument) document).convert();
        };
    }

    private Converted manifest(ManifestDocument manifest) {
        return request.schemaOne().isPresent()
                ? new LoweredConversion(this, manifest, request.schemaOne().get()).convert()
                : new ManifestConversion(this, manifest, request.target()).convert();
    }

    private static Converted tooDeep(Document document) {
        return Converted.refused(
                document,
                Finding.at(
                        FindingCode.LIMIT_EXCEEDED,
                        document.digest(),
                        "",
                        "more than " + MOST_UNDER_WAY + " documents hang on one another by subject or nesting"));
    }
}
