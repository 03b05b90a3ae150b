// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import static dev.ambidock.origin.OriginRecordTest.digests;
import static dev.ambidock.origin.OriginRecordTest.restored;
import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Digest;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Doc;
import dev.ambidock.testing.Restoring;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an index loses on the way to Docker: entries, attestations, platforms, and the record that brings them back. */
class OriginIndexTest {
    @Test
    void firstStyleAttestationsComeBackWithTheirBlobs() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Conversion conversion = Conversion.of(index, OCI_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
        ConversionPlan plan = conversion.toDocker().plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        assertThat(record.documents())
                .extracting(d -> d.descriptor().digest().toString())
                .containsExactly(
                        Doc.of(O_EMPTY, "{}").digest(),
                        index.digest(),
                        OCI_IMAGE.digest(),
                        BuildKit.ATTESTATION.digest(),
                        ATTESTATION_CONFIG.digest());
        assertThat(record.blobs()).extracting(b -> b.digest().toString()).containsExactly(STATEMENT.digest());
        OriginProof.Proved proved = restored(conversion, index);
        assertThat(proved.absent()).isEmpty();
        assertThat(digests(proved)).contains(BuildKit.ATTESTATION.digest(), ATTESTATION_CONFIG.digest());
    }

    @Test
    void artifactStyleAttestationsComeBackWithTheirBlobs() {
        Doc attestation = BuildKit.artifactStyle(OCI_IMAGE);
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(attestation, OCI_IMAGE)));
        Conversion conversion = Conversion.of(index, OCI_IMAGE, CONFIG, attestation);
        OriginRecord record = OriginRecord.of(conversion.toDocker().plan()).orElseThrow();
        assertThat(record.blobs())
                .as("the empty config is the record's own")
                .extracting(b -> b.digest().toString())
                .containsExactly(STATEMENT.digest());
        assertThat(restored(conversion, index).absent()).isEmpty();
    }

    @Test
    void attestationsUnderEveryPolicyComeBack() {
        for (AttestationPolicy policy : AttestationPolicy.values()) {
            for (Doc attestation : List.of(BuildKit.ATTESTATION, BuildKit.artifactStyle(OCI_IMAGE))) {
                Doc index =
                        ociIndex(List.of(entry(OCI_IMAGE), attestation(attestation, OCI_IMAGE)), annotations("i", "1"));
                restored(
                        Conversion.of(index, OCI_IMAGE, CONFIG, attestation, ATTESTATION_CONFIG)
                                .with(b -> b.attestations(policy)),
                        index);
            }
        }
    }

    @Test
    void nestedIndexesComeBack() {
        Doc inner = ociIndex(List.of(entry(OCI_IMAGE)), annotations("inner", "1"));
        Doc index = ociIndex(List.of(inner.ref(annotations("entry", "1"))));
        assertThat(digests(restored(index, inner, OCI_IMAGE, CONFIG))).contains(inner.digest(), OCI_IMAGE.digest());
    }

    @Test
    void skippedChildrenStayMissing() {
        Doc gone = ociImage(config("linux", "arm64", 1));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), entry(gone)));
        Conversion conversion = Conversion.of(index, OCI_IMAGE, CONFIG).with(b -> b.sparse(SparsePolicy.SKIP));
        assertThat(restored(conversion, index).absent()).isEmpty();
        // Another image of the destination may have brought the child: the proof must not see it.
        ConversionPlan plan = conversion.toDocker().plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        OriginProof.Proved proved = Restoring.from(plan, record)
                .with(Digest.parse(gone.digest()), gone.bytes())
                .proved(record);
        assertThat(digests(proved)).doesNotContain(gone.digest());
    }

    @Test
    void zstdVariantComesBackWhereItsBlobsAre() {
        Doc zstd = layer(O_ZSTD, "z");
        Doc variant = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(zstd.ref()));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), entry(variant)));
        OriginProof.Proved proved =
                restored(Conversion.of(index, OCI_IMAGE, variant, CONFIG).transcoded(zstd, layer(D_GZ, "r")), index);
        assertThat(digests(proved)).contains(variant.digest());
        assertThat(proved.absent()).extracting(d -> d.digest().toString()).containsExactly(zstd.digest());
    }

    @Test
    void mixedFamiliesComeBack() {
        Doc image = ociManifest(CONFIG.ref(), List.of(layer(D_GZ, "1").ref()));
        restored(image, CONFIG);
        Doc index = ociIndex(List.of(entry(DOCKER_IMAGE)));
        assertThat(digests(restored(index, DOCKER_IMAGE, CONFIG)))
                .as("the unchanged child is the present image's")
                .contains(DOCKER_IMAGE.digest());
    }

    @Test
    void artifactsThatWereLeftOutComeBackWhereTheirBlobsAre() {
        Doc chart = ociManifest(
                Doc.of(HELM_CONFIG, "{}").ref(),
                List.of(layer(HELM_CHART, "chart").ref()));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), chart.ref()));
        OriginProof.Proved proved = restored(
                Conversion.of(index, OCI_IMAGE, CONFIG, chart).with(b -> b.artifacts(ArtifactPolicy.DROP)), index);
        assertThat(proved.absent())
                .extracting(d -> d.digest().toString())
                .containsExactly(layer(HELM_CHART, "chart").digest());
    }

    @Test
    void filteredPlatformsComeBackWhereTheirLayersAre() {
        Doc config = config("linux", "arm64", 1);
        Doc layer = layer(O_GZ, "arm");
        Doc arm = ociManifest(config.as(O_CONFIG).ref(), List.of(layer.ref()));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), arm.ref(platform("linux", "arm64"))));
        OriginProof.Proved proved =
                restored(Conversion.of(index, OCI_IMAGE, CONFIG, arm, config).platforms("linux/amd64"), index);
        assertThat(digests(proved)).contains(arm.digest(), config.digest());
        assertThat(proved.absent()).extracting(d -> d.digest().toString()).containsExactly(layer.digest());
    }
}
