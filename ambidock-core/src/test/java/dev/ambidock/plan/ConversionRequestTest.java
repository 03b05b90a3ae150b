// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.EmptyLayerPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.schema1.SchemaOneName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request that is made of another one keeps every policy that it does not speak of. */
class ConversionRequestTest {
    private static final SchemaOneName NAME = new SchemaOneName("team/app", "v1");

    private static ConversionRequestBuilder unusual(Family target) {
        return ConversionRequest.builder(target)
                .style(Style.CANONICAL)
                .config(ConfigPolicy.STRICT)
                .annotations(AnnotationPolicy.KEEP)
                .zstd(ZstdPolicy.KEEP)
                .compression(CompressionPolicy.NONE)
                .foreign(ForeignPolicy.FETCH)
                .attestations(AttestationPolicy.REFERRERS)
                .artifacts(ArtifactPolicy.RETYPE)
                .artifactManifests(ArtifactManifestPolicy.CONVERT)
                .sparse(SparsePolicy.KEEP)
                .emptyLayers(EmptyLayerPolicy.DROP)
                .platforms(List.of(Platform.parse("linux/arm64")))
                .assumedPlatform(Platform.parse("linux/amd64"))
                .force(true)
                .strict(true);
    }

    @Test
    void anotherTargetKeepsThePolicies() {
        ConversionRequest docker = unusual(Family.DOCKER).build();
        ConversionRequest oci = unusual(Family.OCI).build();
        assertThat(docker.targeting(Family.OCI, false)).isEqualTo(oci);
        assertThat(docker.targeting(Family.OCI, true))
                .isEqualTo(unusual(Family.OCI).keep(true).build());
        assertThat(unusual(Family.DOCKER).schemaOne(NAME).build().targeting(Family.OCI, false))
                .isEqualTo(oci);
        assertThat(oci.withConfig(ConfigPolicy.KEEP))
                .isEqualTo(unusual(Family.OCI).config(ConfigPolicy.KEEP).build());
    }

    @Test
    void schemaOneIsMadeOfDockersWhateverTheTargetWas() {
        assertThat(unusual(Family.OCI).keep(true).build().toSchemaOne(NAME))
                .isEqualTo(unusual(Family.DOCKER).schemaOne(NAME).build());
    }

    @Test
    void keepingIsTheDefaultsWithoutConversion() {
        assertThat(ConversionRequest.keeping(Family.DOCKER))
                .isEqualTo(ConversionRequest.builder(Family.DOCKER).keep(true).build());
    }
}
