// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.plan.ConversionRequestBuilder;
import dev.ambidock.plan.LayerFacts;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import dev.ambidock.plan.ReadLayer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A conversion to try: documents, policies, destination. Each one that is planned is also put to {@link Invariants}. */
public final class Conversion {
    private final Doc root;
    private final Map<String, Bytes> beneath;
    private UnaryOperator<ConversionRequestBuilder> policies = b -> b;
    private SinkAbilities abilities = SinkAbilities.any();
    private Limits limits = Limits.defaults();
    private Optional<MediaType> declared = Optional.empty();
    private final Map<Digest, Descriptor> layers = new HashMap<>();
    private final Map<Digest, Compression> observed = new HashMap<>();
    private final Map<Digest, ReadLayer> read = new HashMap<>();

    private Conversion(Doc root, Map<String, Bytes> beneath) {
        this.root = root;
        this.beneath = beneath;
    }

    public static Conversion of(Doc root, Doc... beneath) {
        Map<String, Bytes> byDigest = new LinkedHashMap<>();
        for (Doc doc : beneath) {
            byDigest.put(doc.digest(), doc.bytes());
        }
        return new Conversion(root, byDigest);
    }

    /** The same documents, for another try. */
    Conversion again(Doc otherRoot, Map<String, Bytes> others) {
        Map<String, Bytes> all = new LinkedHashMap<>(beneath);
        all.putAll(others);
        Conversion copy = new Conversion(otherRoot, all);
        copy.policies = policies;
        copy.abilities = abilities;
        copy.limits = limits;
        copy.layers.putAll(layers);
        copy.observed.putAll(observed);
        copy.read.putAll(read);
        return copy;
    }

    public Conversion with(UnaryOperator<ConversionRequestBuilder> changed) {
        UnaryOperator<ConversionRequestBuilder> before = policies;
        policies = b -> changed.apply(before.apply(b));
        return this;
    }

    public Conversion canonical() {
        return with(b -> b.style(Style.CANONICAL));
    }

    public Conversion into(SinkAbilities sink) {
        abilities = sink;
        return this;
    }

    public Conversion within(Limits bounds) {
        limits = bounds;
        return this;
    }

    public Conversion declared(String type) {
        declared = Optional.of(MediaType.of(type));
        return this;
    }

    /** Says what a layer became that was compressed anew. */
    public Conversion transcoded(Doc before, Doc after) {
        layers.put(
                Digest.parse(before.digest()),
                Descriptor.of(MediaType.of(after.type()), Digest.parse(after.digest()), after.size()));
        return this;
    }

    /** Says how a layer's bytes are really compressed. */
    public Conversion observed(Doc layer, Compression real) {
        observed.put(Digest.parse(layer.digest()), real);
        return this;
    }

    /** Says what reading a layer of a schema 1 image told. */
    public Conversion read(Doc layer, Compression real, Doc unpacked, boolean empty) {
        ReadLayer told = new ReadLayer(layer.size(), real, Digest.parse(unpacked.digest()), empty);
        read.put(Digest.parse(layer.digest()), told);
        return this;
    }

    /** Nothing is converted. */
    public Converted keep() {
        return with(b -> b.keep(true)).to(Family.OCI);
    }

    /** Only images for these platforms are wanted. */
    public Conversion platforms(String... wanted) {
        return with(b -> b.platforms(Stream.of(wanted).map(Platform::parse).toList()));
    }

    /** Answers a digest with other content. */
    public Conversion supplied(String digest, Doc content) {
        beneath.put(digest, content.bytes());
        return this;
    }

    public Converted toOci() {
        return to(Family.OCI);
    }

    public Converted toDocker() {
        return to(Family.DOCKER);
    }

    public Converted to(Family target) {
        Converted converted = plan(target);
        Invariants.check(this, target, converted);
        return converted;
    }

    /** The plan alone, for results that are not the same twice. */
    public Converted plan(Family target) {
        Reading reading = Documents.read(root.bytes(), declared, root.algorithm(), limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            return new Converted(new Planning.Refused(reading.findings()));
        }
        GraphReading graph = GraphBuilder.read(reading.orThrow(), limits, this::lookup);
        if (graph.kind() == GraphReading.Kind.REJECTED) {
            return new Converted(new Planning.Refused(graph.findings()));
        }
        return new Converted(plan(graph.orThrow(), target));
    }

    private Planning plan(DescriptorGraph graph, Family target) {
        LayerFacts facts = LayerFacts.observed(observed).withTranscoded(layers).withRead(read);
        ConversionRequest request =
                policies.apply(ConversionRequest.builder(target)).build();
        return Planner.plan(graph, request, abilities, facts);
    }

    private Optional<Bytes> lookup(Descriptor descriptor) {
        return Optional.ofNullable(beneath.get(descriptor.digest().toString()));
    }

    boolean isObserved(Digest layer) {
        return observed.containsKey(layer);
    }

    Doc root() {
        return root;
    }
}
