// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Platform;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.plan.ConversionRequestBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was asked of a conversion and that changes its bytes, as a line of JSON. All policies are written, the
 * defaults too, since defaults change from version to version.
 *
 * @param request with {@code strict} left out, which refuses but changes nothing
 * @param abilities with the bounds left out, which refuse but change nothing
 */
record RecordedPolicies(ConversionRequest request, SinkAbilities abilities) {
    static final String KEY = "dev.ambidock.origin.policies";

    private static final int VERSION = 1;
    private static final List<String> MEMBERS = List.of(
            "version",
            "target",
            "style",
            "config",
            "annotations",
            "zstd",
            "compression",
            "foreign",
            "attestations",
            "artifacts",
            "artifactManifests",
            "sparse",
            "platforms",
            "assumedPlatform",
            "force",
            "compressions",
            "indexes");
    private static final List<String> PLATFORM_MEMBERS =
            List.of("architecture", "os", "os.version", "os.features", "variant");

    String toText() {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("version");
        out.integer(VERSION);
        word(out, "target", request.target());
        word(out, "style", request.style());
        word(out, "config", request.config());
        word(out, "annotations", request.annotations());
        word(out, "zstd", request.zstd());
        word(out, "compression", request.compression());
        word(out, "foreign", request.foreign());
        word(out, "attestations", request.attestationPolicy());
        word(out, "artifacts", request.artifacts());
        word(out, "artifactManifests", request.artifactManifests());
        word(out, "sparse", request.sparse());
        out.name("platforms");
        out.beginArray();
        request.platforms().forEach(p -> platform(out, p));
        out.endArray();
        request.assumedPlatform().ifPresent(p -> {
            out.name("assumedPlatform");
            platform(out, p);
        });
        out.name("force");
        out.bool(request.force());
        texts(
                out,
                "compressions",
                inOrder(abilities.compressions()).stream()
                        .map(AnnotationJson::word)
                        .toList());
        out.name("indexes");
        out.bool(abilities.indexes());
        out.endObject();
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    /** The constants' own order, whatever the set's. */
    private static Set<Compression> inOrder(Set<Compression> compressions) {
        Set<Compression> ordered = EnumSet.noneOf(Compression.class);
        ordered.addAll(compressions);
        return ordered;
    }

    private static void word(GoJsonWriter out, String name, Enum<?> constant) {
        out.name(name);
        out.text(AnnotationJson.word(constant));
    }

    private static void texts(GoJsonWriter out, String name, Collection<String> texts) {
        out.name(name);
        out.beginArray();
        texts.forEach(out::text);
        out.endArray();
    }

    private static void platform(GoJsonWriter out, Platform platform) {
        out.beginObject();
        out.name("architecture");
        out.text(platform.architecture());
        out.name("os");
        out.text(platform.os());
        platform.osVersion().ifPresent(v -> {
            out.name("os.version");
            out.text(v);
        });
        if (!platform.osFeatures().isEmpty()) {
            texts(out, "os.features", platform.osFeatures());
        }
        platform.variant().ifPresent(v -> {
            out.name("variant");
            out.text(v);
        });
        out.endObject();
    }

    static RecordedPolicies parse(String text, Limits limits) throws Doubt {
        AnnotationJson json = AnnotationJson.parse(KEY, text, limits);
        long version = json.member("version").count();
        if (version != VERSION) {
            throw new Doubt("it is of version " + version + ", this program knows version " + VERSION);
        }
        json.allow(MEMBERS);
        if (json.member("target").choice(Family.class) != Family.DOCKER) {
            throw new Doubt("it is not of a conversion to Docker");
        }
        ConversionRequestBuilder request = ConversionRequest.builder(Family.DOCKER)
                .style(json.member("style").choice(Style.class))
                .config(json.member("config").choice(ConfigPolicy.class))
                .annotations(json.member("annotations").choice(AnnotationPolicy.class))
                .zstd(json.member("zstd").choice(ZstdPolicy.class))
                .compression(json.member("compression").choice(CompressionPolicy.class))
                .foreign(json.member("foreign").choice(ForeignPolicy.class))
                .attestations(json.member("attestations").choice(AttestationPolicy.class))
                .artifacts(json.member("artifacts").choice(ArtifactPolicy.class))
                .artifactManifests(json.member("artifactManifests").choice(ArtifactManifestPolicy.class))
                .sparse(json.member("sparse").choice(SparsePolicy.class))
                .platforms(platforms(json.member("platforms")))
                .force(json.member("force").flag());
        Optional<AnnotationJson> assumed = json.optional("assumedPlatform");
        if (assumed.isPresent()) {
            request.assumedPlatform(platform(assumed.get()));
        }
        return new RecordedPolicies(request.build(), abilities(json));
    }

    private static SinkAbilities abilities(AnnotationJson json) throws Doubt {
        Set<Compression> compressions = EnumSet.noneOf(Compression.class);
        for (AnnotationJson compression : json.member("compressions").elements()) {
            compressions.add(compression.choice(Compression.class));
        }
        SinkAbilities abilities = SinkAbilities.any().withCompressions(compressions);
        return json.member("indexes").flag() ? abilities : abilities.withoutIndexes();
    }

    private static List<Platform> platforms(AnnotationJson list) throws Doubt {
        List<Platform> platforms = new ArrayList<>();
        for (AnnotationJson platform : list.elements()) {
            platforms.add(platform(platform));
        }
        return platforms;
    }

    private static Platform platform(AnnotationJson json) throws Doubt {
        json.allow(PLATFORM_MEMBERS);
        List<String> features = new ArrayList<>();
        Optional<AnnotationJson> list = json.optional("os.features");
        if (list.isPresent()) {
            for (AnnotationJson feature : list.get().elements()) {
                features.add(feature.text());
            }
        }
        return new Platform(
                json.member("os").text(),
                json.member("architecture").text(),
                text(json, "variant"),
                text(json, "os.version"),
                features);
    }

    private static Optional<String> text(AnnotationJson json, String name) throws Doubt {
        Optional<AnnotationJson> member = json.optional(name);
        return member.isEmpty() ? Optional.empty() : Optional.of(member.get().text());
    }
}
