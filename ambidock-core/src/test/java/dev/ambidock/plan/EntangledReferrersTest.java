// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.plan.EntangledConversionTest.GZIP;
import static dev.ambidock.plan.EntangledConversionTest.ZSTD;
import static dev.ambidock.plan.EntangledConversionTest.ZSTD_IMAGE;
import static dev.ambidock.plan.EntangledConversionTest.of;
import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attestations, artifacts and subjects where several rules meet. */
class EntangledReferrersTest {
    @Test
    void attestationGoesWithTheVariantThatItAttests() {
        Doc artifact = artifactStyle(ZSTD_IMAGE);
        Doc index = ociIndex(List.of(
                attestation(artifact, ZSTD_IMAGE),
                entry(OCI_IMAGE),
                entry(ZSTD_IMAGE),
                attestation(BuildKit.ATTESTATION, ZSTD_IMAGE)));
        for (AttestationPolicy policy : List.of(AttestationPolicy.KEEP, AttestationPolicy.REFERRERS)) {
            Converted docker = of(index, ZSTD_IMAGE, artifact)
                    .with(b -> b.attestations(policy))
                    .toDocker();
            assertThat(docker.root())
                    .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
            assertThat(docker.findings())
                    .containsExactly(
                            "variant-drop /manifests/2",
                            "attestation-drop /manifests/0",
                            "attestation-drop /manifests/3");
        }
    }

    @Test
    void attestationThatNamesNoImageGoesWithItsSubject() {
        Doc artifact = artifactStyle(ZSTD_IMAGE);
        for (String entry : List.of(artifact.ref(), attestation(artifact, artifact))) {
            Doc index = ociIndex(List.of(entry, entry(OCI_IMAGE), entry(ZSTD_IMAGE)));
            Converted docker = of(index, ZSTD_IMAGE, artifact)
                    .with(b -> b.attestations(AttestationPolicy.KEEP))
                    .toDocker();
            assertThat(docker.root())
                    .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
            assertThat(docker.findings()).containsExactly("variant-drop /manifests/2", "attestation-drop /manifests/0");
        }
    }

    @Test
    void referrerOfAnImageThatIsNotKnownYetLeavesTheIndexAllTheSame() {
        Doc index = ociIndex(List.of(entry(ZSTD_IMAGE), attestation(BuildKit.ATTESTATION, ZSTD_IMAGE)));
        Conversion conversion = of(index, ZSTD_IMAGE).with(b -> b.attestations(AttestationPolicy.REFERRERS));
        Converted pending = conversion.toDocker();
        assertThat(pending.puts()).containsExactly("pending", "pending", "pending");
        Converted known = conversion.transcoded(ZSTD, GZIP).toDocker();
        Doc image = dockerManifest(CONFIG.ref(), List.of(GZIP.ref()));
        assertThat(known.root()).isEqualTo(dockerList(List.of(entry(image))).text());
        assertThat(known.findings()).isEqualTo(pending.findings());
        assertThat(known.result(BuildKit.ATTESTATION).text()).contains("\"subject\":" + image.ref());
        assertThat(known.puts()).hasSize(3);
    }

    @Test
    void keptAttestationWaitsForItsImage() {
        Doc artifact = artifactStyle(ZSTD_IMAGE);
        Doc index = ociIndex(List.of(attestation(artifact, ZSTD_IMAGE), entry(ZSTD_IMAGE)));
        Conversion conversion = of(index, ZSTD_IMAGE, artifact).with(b -> b.attestations(AttestationPolicy.KEEP));
        assertThat(conversion.toDocker().puts()).containsExactly("pending", "pending", "pending");
        Doc image = dockerManifest(CONFIG.ref(), List.of(GZIP.ref()));
        Doc follows = artifactStyle(image);
        assertThat(conversion.transcoded(ZSTD, GZIP).toDocker().root())
                .isEqualTo(dockerList(List.of(attestation(follows, image), entry(image)))
                        .text());
    }

    @Test
    void nullSubjectIsFilledNotDoubled() {
        Doc attestation = ociManifest(ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), "\"subject\":null");
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(attestation, OCI_IMAGE)));
        Converted oci = of(index, attestation)
                .with(b -> b.attestations(AttestationPolicy.REFERRERS))
                .toOci();
        assertThat(oci.result(attestation))
                .isEqualTo(ociManifest(
                        ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), "\"subject\":" + OCI_IMAGE.ref()));
    }

    @Test
    void danglingReferenceIsKeptAsFound() {
        Doc elsewhere = ociImage(config("linux", "s390x", 1));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, elsewhere)));
        Converted docker =
                of(index).with(b -> b.attestations(AttestationPolicy.KEEP)).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, elsewhere)))
                        .text());
        assertThat(docker.findings())
                .containsExactly("reference-dangling /manifests/1/annotations/vnd.docker.reference.digest");
    }

    @Test
    void attestationsOfAnUnchangedImageAreNotSpokenOf() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Converted oci = of(index).toOci();
        assertThat(oci.plan().isExact()).isTrue();
        assertThat(oci.findings()).isEmpty();
    }

    @Test
    void artifactsFollowTheirSubjectWhereverTheyStand() {
        Doc signature = ociManifest(
                Doc.of(O_EMPTY, "{}").ref(),
                List.of(layer(COSIGN, "s").ref()),
                "\"subject\":" + DOCKER_IMAGE.ref(data(DOCKER_IMAGE)));
        Doc follows = ociManifest(
                Doc.of(O_EMPTY, "{}").ref(),
                List.of(layer(COSIGN, "s").ref()),
                "\"subject\":" + OCI_IMAGE.ref(data(OCI_IMAGE)));
        Converted oci = of(dockerList(List.of(signature.ref(), entry(DOCKER_IMAGE))), signature)
                .toOci();
        assertThat(oci.root())
                .isEqualTo(ociIndex(List.of(follows.ref(), entry(OCI_IMAGE))).text());
        assertThat(oci.puts()).containsExactly(OCI_IMAGE.digest(), follows.digest(), oci.rootDigest());
        Converted docker = of(ociIndex(List.of(follows.ref(data(follows)), entry(OCI_IMAGE))), follows)
                .with(b -> b.artifacts(ArtifactPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(signature.ref(data(signature)), entry(DOCKER_IMAGE)))
                        .text());
    }

    @Test
    void artifactManifestsFollowTheirSubject() {
        String head = "{'mediaType':'" + O_ARTIFACT + "','artifactType':'x/y','blobs':null,'subject':";
        Doc artifact = Doc.of(O_ARTIFACT, q(head) + DOCKER_IMAGE.ref() + "}");
        Doc list = dockerList(List.of(artifact.ref(), entry(DOCKER_IMAGE)));
        assertThat(of(list, artifact).toOci().result(artifact).text()).isEqualTo(q(head) + OCI_IMAGE.ref() + "}");
        assertThat(of(list, artifact)
                        .with(b -> b.artifactManifests(ArtifactManifestPolicy.CONVERT))
                        .toOci()
                        .result(artifact)
                        .text())
                .isEqualTo(q("{'mediaType':'" + O_MANIFEST + "','schemaVersion':2,'config':"
                        + Doc.of(O_EMPTY, "{}").ref() + ",'artifactType':'x/y','layers':[],'subject':"
                        + OCI_IMAGE.ref() + "}"));
    }

    @Test
    void longChainOfSubjectsIsPlannedOrRefusedButEnds() {
        List<Doc> chain = new ArrayList<>();
        String subject = "\"subject\":" + OCI_IMAGE.ref();
        for (int i = 0; i < 1000; i++) {
            Doc next = ociManifest(Doc.of(O_EMPTY, "{}").ref(), List.of(), subject, annotations("n", "" + i));
            chain.add(next);
            subject = "\"subject\":" + next.ref();
        }
        List<String> entries = new ArrayList<>(chain.stream().map(Doc::ref).toList());
        Doc forwards = ociIndex(entries);
        assertThat(of(forwards, chain.toArray(new Doc[0])).toOci().puts()).hasSize(1001);
        Collections.reverse(entries);
        Doc backwards = ociIndex(entries);
        assertThat(of(backwards, chain.toArray(new Doc[0])).toOci().errors()).contains("limit-exceeded");
    }

    @Test
    void oneChildAsAttestationAndAsImage() {
        Doc index = ociIndex(List.of(
                entry(OCI_IMAGE),
                BuildKit.ATTESTATION.ref(platform("linux", "s390x")),
                attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Converted oci =
                of(index).with(b -> b.attestations(AttestationPolicy.REFERRERS)).toOci();
        assertThat(oci.results(BuildKit.ATTESTATION)).hasSize(2);
        assertThat(oci.root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE), BuildKit.ATTESTATION.ref(platform("linux", "s390x"))))
                        .text());
        assertThat(of(index)
                        .with(b -> b.attestations(AttestationPolicy.KEEP).artifacts(ArtifactPolicy.DROP))
                        .toDocker()
                        .root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, DOCKER_IMAGE)))
                        .text());
    }

    @Test
    void attestationInANestedListDoesNotMakeTheOuterEntryOne() {
        Doc inner = ociIndex(List.of(attestation(OCI_IMAGE, BuildKit.ATTESTATION)));
        Doc outer = ociIndex(List.of(inner.ref(), entry(OCI_IMAGE)));
        Converted docker = of(outer, inner)
                .with(b -> b.attestations(AttestationPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(attestation(OCI_IMAGE, BuildKit.ATTESTATION), entry(DOCKER_IMAGE)))
                        .text());
    }

    @Test
    void attestationOfAConfigIsDangling() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, CONFIG)));
        Converted docker =
                of(index).with(b -> b.attestations(AttestationPolicy.REFERRERS)).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, CONFIG)))
                        .text());
        assertThat(docker.findings())
                .containsExactly("reference-dangling /manifests/1/annotations/vnd.docker.reference.digest");
    }

    @Test
    void artifactsInADockerListFollowOneAnotherInAnyOrder() {
        Doc signature = about(OCI_IMAGE);
        Doc ofSignature = about(signature);
        Doc newSignature = about(DOCKER_IMAGE);
        Doc newOfSignature = about(newSignature);
        Conversion first =
                of(ociIndex(List.of(entry(OCI_IMAGE), signature.ref(), ofSignature.ref())), signature, ofSignature);
        Converted docker = first.with(b -> b.artifacts(ArtifactPolicy.KEEP)).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), newSignature.ref(), newOfSignature.ref()))
                        .text());
        assertThat(docker.blobs())
                .contains("copy " + O_EMPTY + " " + Doc.of("", "{}").digest())
                .contains("copy " + COSIGN + " " + layer(COSIGN, "s").digest());
        Conversion last =
                of(ociIndex(List.of(ofSignature.ref(), signature.ref(), entry(OCI_IMAGE))), signature, ofSignature);
        assertThat(last.with(b -> b.artifacts(ArtifactPolicy.KEEP)).toDocker().root())
                .isEqualTo(dockerList(List.of(newOfSignature.ref(), newSignature.ref(), entry(DOCKER_IMAGE)))
                        .text());
    }

    private static Doc about(Doc subject) {
        return ociManifest(
                Doc.of(O_EMPTY, "{}").ref(), List.of(layer(COSIGN, "s").ref()), "\"subject\":" + subject.ref());
    }

    @Test
    void artifactFollowsAnAttestationThatLeavesTheIndex() {
        Doc signature = about(BuildKit.ATTESTATION);
        Doc index = ociIndex(List.of(signature.ref(), entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Converted docker = of(index, signature)
                .with(b -> b.attestations(AttestationPolicy.REFERRERS).artifacts(ArtifactPolicy.KEEP))
                .toDocker();
        Doc referrer =
                ociManifest(ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), "\"subject\":" + DOCKER_IMAGE.ref());
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(about(referrer).ref(), entry(DOCKER_IMAGE)))
                        .text());
    }

    @Test
    void whatNamesAReferrerIsWrittenAfterItThoughItsContentIsAnImageToo() {
        Doc signature = about(BuildKit.ATTESTATION);
        Doc index = ociIndex(List.of(
                signature.ref(),
                BuildKit.ATTESTATION.ref(platform("linux", "s390x")),
                entry(OCI_IMAGE),
                attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Converted oci = of(index, signature)
                .with(b -> b.attestations(AttestationPolicy.REFERRERS))
                .toOci();
        Doc referrer =
                ociManifest(ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), "\"subject\":" + OCI_IMAGE.ref());
        assertThat(oci.puts())
                .containsSubsequence(
                        OCI_IMAGE.digest(), referrer.digest(), about(referrer).digest());
    }

    @Test
    void artifactAboutAVariantThatGoesKeepsItsSubjectWithAWarning() {
        Doc signature = about(ZSTD_IMAGE);
        Doc index = ociIndex(List.of(signature.ref(), entry(OCI_IMAGE), entry(ZSTD_IMAGE)));
        Converted docker = of(index, signature, ZSTD_IMAGE)
                .with(b -> b.artifacts(ArtifactPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(signature.ref(), entry(DOCKER_IMAGE)))
                        .text());
        assertThat(docker.findings())
                .containsExactly(
                        "variant-drop /manifests/2", "artifact-untouched /manifests/0", "reference-dangling /subject");
    }

    @Test
    void artifactAboutANestedIndexThatIsFlattenedKeepsItsSubject() {
        Doc inner = ociIndex(List.of(entry(OCI_IMAGE)));
        Doc signature = about(inner);
        Converted docker = of(ociIndex(List.of(inner.ref(), signature.ref())), inner, signature)
                .with(b -> b.artifacts(ArtifactPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), signature.ref()))
                        .text());
    }

    @Test
    void chainOfAHundredIsNotTooLong() {
        List<Doc> chain = new ArrayList<>();
        String subject = "\"subject\":" + DOCKER_IMAGE.ref();
        for (int i = 0; i < 99; i++) {
            Doc next = ociManifest(Doc.of(O_EMPTY, "{}").ref(), List.of(), subject, annotations("n", "" + i));
            chain.add(next);
            subject = "\"subject\":" + next.ref();
        }
        List<String> entries = new ArrayList<>(chain.stream().map(Doc::ref).toList());
        Collections.reverse(entries);
        Doc[] all = chain.toArray(new Doc[0]);
        assertThat(of(ociIndex(entries.subList(1, 99)), all).toOci().isReady()).isTrue();
        assertThat(of(ociIndex(entries), all).toOci().isReady()).isTrue();
        Doc last = ociManifest(Doc.of(O_EMPTY, "{}").ref(), List.of(), subject);
        entries.add(0, last.ref());
        assertThat(of(ociIndex(entries), all)
                        .supplied(last.digest(), last)
                        .toOci()
                        .errors())
                .contains("limit-exceeded");
    }
}
