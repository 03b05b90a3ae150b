// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The graph that a plan leads to, and whether it leads back. */
class ResultGraphTest {
    private static final Doc INDEX = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
    private static final Doc ZSTD_IMAGE =
            ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "z").ref()));

    private static Conversion of(Doc root) {
        return Conversion.of(root, OCI_IMAGE, DOCKER_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
    }

    @Test
    void graphHoldsResultsAndWhatStays() {
        Converted docker =
                of(INDEX).with(b -> b.attestations(AttestationPolicy.KEEP)).toDocker();
        DescriptorGraph graph = ResultGraph.of(docker.plan(), Limits.defaults()).orThrow();
        assertThat(graph.root().bytes()).isEqualTo(docker.plan().rootBytes());
        assertThat(graph.documents())
                .extracting(d -> d.digest().toString())
                .containsExactly(
                        docker.rootDigest(),
                        DOCKER_IMAGE.digest(),
                        BuildKit.ATTESTATION.digest(),
                        CONFIG.digest(),
                        ATTESTATION_CONFIG.digest());
    }

    @Test
    void pendingPlanHasNoGraphYet() {
        GraphReading none = ResultGraph.of(of(ZSTD_IMAGE).toDocker().plan(), Limits.defaults());
        assertThat(none.kind()).isEqualTo(GraphReading.Kind.REJECTED);
        assertThat(none.findings()).extracting(f -> f.code()).containsExactly(FindingCode.LAYER_BYTES_NEEDED);
    }

    @Test
    void resultsAreReadWithinLimits() {
        ConversionPlan plan = of(OCI_IMAGE).toDocker().plan();
        assertThat(ResultGraph.of(plan, Limits.defaults().withDocumentBytes(10)).kind())
                .isEqualTo(GraphReading.Kind.REJECTED);
        assertThat(ResultGraph.of(plan, Limits.defaults().withNodes(1)).kind()).isEqualTo(GraphReading.Kind.REJECTED);
    }

    @Test
    void planWithoutLossesComesBack() {
        assertThat(of(OCI_IMAGE).toDocker().plan().comesBack()).isTrue();
        assertThat(of(DOCKER_IMAGE).toOci().plan().comesBack()).isTrue();
        Doc spaced = Doc.of("", DOCKER_IMAGE.text().replace(",", " ,\n"));
        assertThat(of(spaced).toOci().plan().comesBack()).isTrue();
        assertThat(of(spaced).canonical().toOci().plan().comesBack()).isFalse();
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE)));
        assertThat(of(list).toOci().plan().comesBack()).isTrue();
    }

    @Test
    void whatWasLostDoesNotComeBackAndWhatWasKeptDoes() {
        assertThat(of(INDEX).toDocker().plan().comesBack()).isFalse();
        assertThat(of(INDEX)
                        .with(b -> b.attestations(AttestationPolicy.KEEP))
                        .toDocker()
                        .plan()
                        .comesBack())
                .isTrue();
        Doc annotated =
                ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()), annotations("a", "1"));
        assertThat(of(annotated).toDocker().plan().comesBack()).isFalse();
        assertThat(of(annotated)
                        .with(b -> b.annotations(AnnotationPolicy.KEEP))
                        .toDocker()
                        .plan()
                        .comesBack())
                .isTrue();
        Doc mixed = ociManifest(CONFIG.ref(), List.of(layer(O_GZ, "1").ref()));
        assertThat(of(mixed).toDocker().plan().comesBack()).isFalse();
        assertThat(of(mixed).toOci().plan().comesBack()).isFalse();
    }

    @Test
    void zstdComesBackIfItsBytesWereKept() {
        assertThat(of(ZSTD_IMAGE).toDocker().plan().comesBack()).isFalse();
        assertThat(of(ZSTD_IMAGE)
                        .transcoded(layer(O_ZSTD, "z"), layer(D_GZ, "g"))
                        .toDocker()
                        .plan()
                        .comesBack())
                .isFalse();
        assertThat(of(ZSTD_IMAGE)
                        .with(b -> b.zstd(ZstdPolicy.KEEP))
                        .toDocker()
                        .plan()
                        .comesBack())
                .isTrue();
    }

    @Test
    void planThatChangesNothingComesBackWhateverTheDefaultsWouldDo() {
        Doc mixed = ociManifest(CONFIG.ref(), List.of(layer(O_GZ, "1").ref()));
        assertThat(of(mixed).keep().plan().comesBack()).isTrue();
        assertThat(of(OCI_IMAGE).toOci().plan().comesBack()).isTrue();
    }
}
