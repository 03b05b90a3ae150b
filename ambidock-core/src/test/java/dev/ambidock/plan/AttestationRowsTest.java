// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 39 to 41 of docs/coverage.md: BuildKit's attestations. */
class AttestationRowsTest {
    private static final Doc FIRST_STYLE =
            ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));

    private static Conversion of(Doc index, Doc... more) {
        Conversion conversion =
                Conversion.of(index, OCI_IMAGE, DOCKER_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
        for (Doc doc : more) {
            conversion.supplied(doc.digest(), doc);
        }
        return conversion;
    }

    private static Conversion of(AttestationPolicy policy, Doc index, Doc... more) {
        return of(index, more).with(b -> b.attestations(policy));
    }

    @Test
    void row39_firstStyleIsDroppedToDocker() {
        Converted docker = of(FIRST_STYLE).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(docker.findings()).containsExactly("attestation-drop /manifests/1");
        assertThat(docker.puts()).containsExactly(DOCKER_IMAGE.digest(), docker.rootDigest());
        assertThat(of(FIRST_STYLE).with(b -> b.strict(true)).toDocker().errors())
                .containsExactly("strict-refusal");
    }

    @Test
    void row39_firstStyleIsKeptAsAnOciManifest() {
        Converted docker = of(AttestationPolicy.KEEP, FIRST_STYLE).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, DOCKER_IMAGE)))
                        .text());
        assertThat(docker.findings()).containsExactly("attestation-kept /manifests/1");
        assertThat(docker.puts())
                .containsExactly(DOCKER_IMAGE.digest(), BuildKit.ATTESTATION.digest(), docker.rootDigest());
    }

    @Test
    void row39_firstStyleBecomesAReferrer() {
        Converted docker = of(AttestationPolicy.REFERRERS, FIRST_STYLE).toDocker();
        Doc referrer =
                ociManifest(ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), "\"subject\":" + DOCKER_IMAGE.ref());
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(docker.result(BuildKit.ATTESTATION)).isEqualTo(referrer);
        assertThat(docker.puts()).containsExactly(DOCKER_IMAGE.digest(), referrer.digest(), docker.rootDigest());
        assertThat(docker.findings()).containsExactly("attestation-kept /manifests/1");
    }

    @Test
    void row40_artifactStyleIsDroppedToDocker() {
        Doc attestation = artifactStyle(OCI_IMAGE);
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(attestation, OCI_IMAGE)));
        Converted docker = of(index, attestation).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(docker.findings()).containsExactly("attestation-drop /manifests/1");
    }

    @Test
    void row40_artifactStyleFollowsItsSubject() {
        Doc attestation = artifactStyle(OCI_IMAGE, data(OCI_IMAGE));
        Doc index = ociIndex(List.of(attestation(attestation, OCI_IMAGE), entry(OCI_IMAGE)));
        Doc follows = artifactStyle(DOCKER_IMAGE, data(DOCKER_IMAGE));
        Converted docker = of(AttestationPolicy.KEEP, index, attestation).toDocker();
        assertThat(docker.result(attestation)).isEqualTo(follows);
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(attestation(follows, DOCKER_IMAGE), entry(DOCKER_IMAGE)))
                        .text());
        assertThat(docker.puts()).containsExactly(DOCKER_IMAGE.digest(), follows.digest(), docker.rootDigest());
        assertThat(docker.findings()).containsExactly("attestation-kept /manifests/0");
    }

    @Test
    void row40_artifactStyleReferrerKeepsItsOneSubject() {
        Doc attestation = artifactStyle(OCI_IMAGE);
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(attestation, OCI_IMAGE)));
        Converted docker = of(AttestationPolicy.REFERRERS, index, attestation).toDocker();
        assertThat(docker.result(attestation)).isEqualTo(artifactStyle(DOCKER_IMAGE));
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
    }

    @Test
    void row41_dockerListWithAttestationsBecomesAnIndexThatNamesTheNewImage() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, DOCKER_IMAGE)));
        Converted oci = of(list).toOci();
        assertThat(oci.root()).isEqualTo(FIRST_STYLE.text());
        assertThat(oci.findings()).containsExactly("attestation-kept /manifests/1");

        Doc byRegctl = dockerManifest(ATTESTATION_CONFIG.as(D_CONFIG).ref(), List.of(STATEMENT.ref()));
        Doc bad = dockerList(List.of(entry(DOCKER_IMAGE), attestation(byRegctl, DOCKER_IMAGE)));
        assertThat(of(bad, byRegctl).toOci().root()).isEqualTo(FIRST_STYLE.text());

        Doc artifact = artifactStyle(DOCKER_IMAGE);
        Doc withSubject = dockerList(List.of(attestation(artifact, DOCKER_IMAGE), entry(DOCKER_IMAGE)));
        assertThat(of(withSubject, artifact).toOci().root())
                .isEqualTo(ociIndex(List.of(attestation(artifactStyle(OCI_IMAGE), OCI_IMAGE), entry(OCI_IMAGE)))
                        .text());
    }

    @Test
    void row41_referrersLeaveTheIndex() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, DOCKER_IMAGE)));
        Converted oci = of(AttestationPolicy.REFERRERS, list).toOci();
        assertThat(oci.root()).isEqualTo(ociIndex(List.of(entry(OCI_IMAGE))).text());
        assertThat(oci.result(BuildKit.ATTESTATION))
                .isEqualTo(ociManifest(
                        ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), "\"subject\":" + OCI_IMAGE.ref()));
        assertThat(of(AttestationPolicy.DROP, list).toOci().root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE))).text());
    }

    @Test
    void attestationsAreKnownWithoutTheirAnnotation() {
        Doc artifact = artifactStyle(OCI_IMAGE);
        String nowhere = platform("unknown", "unknown");
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), artifact.ref(), BuildKit.ATTESTATION.ref(nowhere)));
        Converted docker = of(index, artifact).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(docker.findings()).containsExactly("attestation-drop /manifests/1", "attestation-drop /manifests/2");

        Doc hollow = ociManifest(ATTESTATION_CONFIG.ref(), List.of());
        Doc alone = ociIndex(List.of(entry(OCI_IMAGE), hollow.ref(nowhere)));
        assertThat(of(alone, hollow).toDocker().errors()).containsExactly("image-broken /layers");
        Doc image = ociImage(ATTESTATION_CONFIG);
        Doc odd = ociIndex(List.of(entry(OCI_IMAGE), image.ref(nowhere)));
        assertThat(of(odd, image).toDocker().root())
                .isEqualTo(dockerList(List.of(
                                entry(DOCKER_IMAGE),
                                dockerImage(ATTESTATION_CONFIG).ref(nowhere)))
                        .text());
    }

    @Test
    void whatADockerListCannotSayOfAnAttestationIsDropped() {
        String entry = BuildKit.ATTESTATION.ref(
                attests(OCI_IMAGE), platform("unknown", "unknown"), q("'artifactType':'x/y'"), q("'urls':['a']"));
        Converted docker = of(AttestationPolicy.KEEP, ociIndex(List.of(entry(OCI_IMAGE), entry)))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, DOCKER_IMAGE)))
                        .text());
        assertThat(docker.findings())
                .containsExactly(
                        "attestation-kept /manifests/1",
                        "artifact-type-drop /manifests/1/artifactType",
                        "urls-drop /manifests/1/urls");
    }

    @Test
    void statementsOfAnAttestationAreBrought() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE), attestation(BuildKit.ATTESTATION, DOCKER_IMAGE)));
        assertThat(of(list).toOci().blobs()).contains("copy " + IN_TOTO + " " + STATEMENT.digest());
    }

    @Test
    void missingAttestationFollowsThePolicyForMissingOnes() {
        Doc missing = artifactStyle(OCI_IMAGE);
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(missing, OCI_IMAGE)));
        Conversion keeping = of(AttestationPolicy.KEEP, index);
        assertThat(keeping.toDocker().errors()).containsExactly("missing-child /manifests/1");
        assertThat(keeping.with(b -> b.sparse(SparsePolicy.SKIP)).toDocker().root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        Converted kept = keeping.with(b -> b.sparse(SparsePolicy.KEEP)).toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), attestation(missing, DOCKER_IMAGE)))
                        .text());
        assertThat(kept.findings()).containsExactly("child-kept /manifests/1");
    }

    @Test
    void indexThatIsCalledAnAttestationStaysAnIndex() {
        Doc inner = ociIndex(List.of(attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(inner, OCI_IMAGE)));
        assertThat(of(index, inner).toOci().plan().isExact()).isTrue();
    }

    @Test
    void subjectOfItsOwnIsKeptWhateverTheAnnotationNames() {
        Doc attestation = artifactStyle(OCI_IMAGE, annotations("a", "1"));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(attestation, OCI_IMAGE)));
        assertThat(of(AttestationPolicy.REFERRERS, index, attestation)
                        .toDocker()
                        .result(attestation))
                .isEqualTo(artifactStyle(DOCKER_IMAGE, annotations("a", "1")));
    }
}
