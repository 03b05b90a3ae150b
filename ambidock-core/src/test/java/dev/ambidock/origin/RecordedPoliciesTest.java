// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
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
import dev.ambidock.plan.LayerFacts;
import dev.ambidock.table.MediaTypes;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordedPoliciesTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final Platform WINDOWS =
            new Platform("windows", "amd64", Optional.of("v2"), Optional.of("10.0"), List.of("win32k"));

    private static RecordedPolicies again(RecordedPolicies policies) throws Doubt {
        return RecordedPolicies.parse(policies.toText(), LIMITS);
    }

    @Test
    void everyChoiceIsReadAsItWasWritten() throws Doubt {
        for (int i = 0; i < 4; i++) {
            ConversionRequest request = ConversionRequest.builder(Family.DOCKER)
                    .style(nth(Style.values(), i))
                    .config(nth(ConfigPolicy.values(), i))
                    .annotations(nth(AnnotationPolicy.values(), i))
                    .zstd(nth(ZstdPolicy.values(), i))
                    .compression(nth(CompressionPolicy.values(), i))
                    .foreign(nth(ForeignPolicy.values(), i))
                    .attestations(nth(AttestationPolicy.values(), i))
                    .artifacts(nth(ArtifactPolicy.values(), i))
                    .artifactManifests(nth(ArtifactManifestPolicy.values(), i))
                    .sparse(nth(SparsePolicy.values(), i))
                    .platforms(i == 0 ? List.of() : List.of(WINDOWS, Platform.parse("linux/arm64/v8")))
                    .assumedPlatform(Platform.parse(i == 0 ? "linux/amd64" : "plan9/386"))
                    .force(i % 2 == 1)
                    .build();
            SinkAbilities abilities = i % 2 == 0
                    ? SinkAbilities.any()
                    : SinkAbilities.any()
                            .withCompressions(Set.of(Compression.NONE))
                            .withoutIndexes();
            RecordedPolicies policies = new RecordedPolicies(request, abilities);
            assertThat(again(policies)).isEqualTo(policies);
        }
    }

    private static <T> T nth(T[] values, int i) {
        return values[i % values.length];
    }

    @Test
    void defaultAttestationPolicyIsWrittenOut() throws Doubt {
        RecordedPolicies policies = new RecordedPolicies(ConversionRequest.to(Family.DOCKER), SinkAbilities.any());
        assertThat(again(policies).request().attestations()).contains(AttestationPolicy.DROP);
    }

    /** Whoever adds a policy decides here whether a record has to tell it. */
    @Test
    void noPolicyIsForgotten() {
        assertThat(names(ConversionRequest.class))
                .containsExactlyInAnyOrder(
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
                        // Nobody asks for a schema 1 image back.
                        "emptyLayers",
                        // Has no record.
                        "schemaOne",
                        // Refuses, but changes nothing.
                        "strict",
                        // Does not lead to another family.
                        "keep");
        assertThat(names(SinkAbilities.class))
                .containsExactlyInAnyOrder(
                        "compressions",
                        "indexes",
                        // Refuse, but change nothing.
                        "families",
                        "maxDocumentBytes",
                        // Says where the record goes, not what is in it.
                        "attachments");
        assertThat(names(LayerFacts.class))
                .containsExactlyInAnyOrder(
                        "observed",
                        "transcoded",
                        // Of schema 1 images.
                        "read");
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    @Test
    void factsAreReadAsTheyWereWritten() throws Doubt {
        Digest one = DigestAlgorithm.SHA256.of(new byte[] {1});
        Digest two = DigestAlgorithm.SHA512.of(new byte[] {2});
        Map<Digest, Compression> observed = new LinkedHashMap<>();
        observed.put(two, Compression.ZSTD);
        observed.put(one, Compression.NONE);
        LayerFacts layers = LayerFacts.observed(observed)
                .withTranscoded(Map.of(one, Descriptor.of(MediaTypes.DOCKER_GZIP, two, Long.MAX_VALUE)));
        RecordedFacts facts = new RecordedFacts(layers, Set.of(one));
        assertThat(RecordedFacts.parse(facts.toTexts(), LIMITS)).isEqualTo(facts);
        RecordedFacts none = new RecordedFacts(LayerFacts.none(), Set.of());
        assertThat(none.toTexts()).isEmpty();
        assertThat(RecordedFacts.parse(Map.of(), LIMITS)).isEqualTo(none);
    }
}
