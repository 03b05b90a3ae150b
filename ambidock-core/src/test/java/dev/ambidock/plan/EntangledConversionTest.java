// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents in which several rules meet at one place. */
class EntangledConversionTest {
    private static final Doc OCI_CONFIG = CONFIG.as(O_CONFIG);
    private static final Doc ZSTD = layer(O_ZSTD, "z");
    private static final Doc ZSTD_IMAGE = ociManifest(OCI_CONFIG.ref(), List.of(ZSTD.ref()));
    private static final Doc GZIP = layer(D_GZ, "recompressed");

    private static Conversion of(Doc root, Doc... more) {
        Conversion conversion =
                Conversion.of(root, OCI_IMAGE, DOCKER_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
        for (Doc doc : more) {
            conversion.supplied(doc.digest(), doc);
        }
        return conversion;
    }

    private static String data(Doc content) {
        return "\"data\":\""
                + Base64.getEncoder().encodeToString(content.bytes().toArray()) + "\"";
    }

    @Test
    void nestedEntryWithMembersOfItsOwnIsReplacedAndTheyAreReported() {
        Doc inner = ociIndex(List.of(entry(OCI_IMAGE)), annotations("inner", "1"));
        Doc outer = ociIndex(List.of(inner.ref(
                data(inner), q("'urls':['https://example.com']"), annotations("a", "1"), q("'artifactType':'x/y'"))));
        for (AnnotationPolicy policy : AnnotationPolicy.values()) {
            Converted flat = of(outer, inner).with(b -> b.annotations(policy)).toDocker();
            assertThat(flat.root())
                    .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
            List<String> expected = new ArrayList<>(List.of(
                    "index-flattened /manifests/0",
                    "annotation-drop /manifests/0/annotations/a",
                    "data-drop /manifests/0/data",
                    "artifact-type-drop /manifests/0/artifactType",
                    "urls-drop /manifests/0/urls"));
            expected.add(
                    policy == AnnotationPolicy.KEEP
                            ? "annotation-drop /manifests/0/annotations/inner"
                            : "annotation-drop /annotations/inner");
            assertThat(flat.findings()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void nestedListInADockerListIsFlattenedEvenWithoutCrossing() {
        Doc inner = dockerList(List.of(entry(DOCKER_IMAGE)));
        Doc outer = dockerList(List.of("\n  " + inner.ref(annotations("a", "1")) + "\n"));
        Converted flat = of(outer, inner).toDocker();
        assertThat(flat.root()).isEqualTo(outer.text().replace(inner.ref(annotations("a", "1")), entry(DOCKER_IMAGE)));
        assertThat(flat.findings())
                .containsExactly("index-flattened /manifests/0", "annotation-drop /manifests/0/annotations/a");
    }

    @Test
    void nestedInNestedIsFlattenedInOrder() {
        Doc arm = ociImage(config("linux", "arm64", 1));
        Doc s390 = ociImage(config("linux", "s390x", 1));
        Doc deepest = ociIndex(List.of(s390.ref(platform("linux", "s390x"))));
        Doc middle = ociIndex(List.of(deepest.ref(), arm.ref(platform("linux", "arm64"))));
        Doc outer = ociIndex(List.of(middle.ref(), entry(OCI_IMAGE)));
        Converted flat = of(outer, middle, deepest, arm, s390).toDocker();
        assertThat(flat.root())
                .isEqualTo(dockerList(List.of(
                                dockerImage(config("linux", "s390x", 1)).ref(platform("linux", "s390x")),
                                dockerImage(config("linux", "arm64", 1)).ref(platform("linux", "arm64")),
                                entry(DOCKER_IMAGE)))
                        .text());
        assertThat(flat.findings()).containsExactly("index-flattened /manifests/0", "index-flattened /manifests/0");
    }

    @Test
    void emptyNestedIndexLeavesNothingBehind() {
        Doc inner = ociIndex(List.of());
        Converted flat = of(ociIndex(List.of(inner.ref(data(inner)), entry(OCI_IMAGE))), inner)
                .toDocker();
        assertThat(flat.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
    }

    @Test
    void entryThatLosesAllButItsNameIsFilledAtTheSameTime() {
        Doc index = ociIndex(List.of(OCI_IMAGE.ref(annotations("a", "1"), data(OCI_IMAGE))));
        Converted docker = of(index).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(q("{'mediaType':'" + D_MANIFEST + "','digest':'" + DOCKER_IMAGE.digest()
                                + "'," + platform("linux", "amd64") + ",'size':" + DOCKER_IMAGE.size() + "}")))
                        .text());
        String reversed = q("{" + platform("x", "") + "," + annotations("a", "1") + ",'size':" + OCI_IMAGE.size()
                + ",'mediaType':'" + O_MANIFEST + "','digest':'" + OCI_IMAGE.digest() + "'," + data(OCI_IMAGE) + "}");
        assertThat(of(ociIndex(List.of(reversed))).toDocker().root())
                .isEqualTo(dockerList(List.of(q("{" + platform("x", "") + ",'size':" + DOCKER_IMAGE.size()
                                + ",'mediaType':'" + D_MANIFEST + "','digest':'" + DOCKER_IMAGE.digest() + "'}")))
                        .text());
    }

    @Test
    void embeddedCopyOfAnIndexEntryFollowsToOci() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE, data(DOCKER_IMAGE))));
        assertThat(of(list).toOci().root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE, data(OCI_IMAGE)))).text());
    }

    @Test
    void embeddedCopyOfATranscodedLayerGoesInAnyFamily() {
        Doc mixed = dockerManifest(
                CONFIG.ref(),
                List.of(ZSTD.ref(data(ZSTD), annotations("io.containers.estargz.uncompressed-size", "1"))));
        Converted docker = of(mixed).transcoded(ZSTD, GZIP).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(GZIP.ref("\"annotations\":{}")))
                        .text());
        assertThat(docker.findings())
                .containsExactly(
                        "mixed-families /layers/0",
                        "layer-recompress /layers/0",
                        "data-drop /layers/0/data",
                        "annotation-drop /layers/0/annotations/io.containers.estargz.uncompressed-size");
    }

    @Test
    void entryOfATranscodedImageLosesTheZstdMark() {
        String mark = annotations("io.github.containers.compression.zstd", "true", "b", "2");
        Converted docker = of(ociIndex(List.of(entry(ZSTD_IMAGE, mark))), ZSTD_IMAGE)
                .transcoded(ZSTD, GZIP)
                .with(b -> b.annotations(AnnotationPolicy.KEEP))
                .toDocker();
        Doc image = dockerManifest(CONFIG.ref(), List.of(GZIP.ref()));
        assertThat(docker.root())
                .isEqualTo(
                        dockerList(List.of(entry(image, annotations("b", "2")))).text());
    }

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
    void oneConfigUnderTwoPlatformsBecomesTwo() {
        Doc bare = Doc.of(D_CONFIG, q("{'config':{},'rootfs':" + rootfs(1) + "}"));
        Doc one = dockerManifest(bare.ref(), List.of(layer(D_GZ, "1").ref()));
        Doc two = dockerManifest(bare.ref(), List.of(layer(D_GZ, "2").ref()));
        Doc list = dockerList(List.of(one.ref(platform("linux", "amd64")), two.ref(platform("windows", "arm64"))));
        Converted oci = of(list, one, two, bare).toOci();
        String head = bare.text().substring(0, bare.text().length() - 1);
        Doc linux = Doc.of(O_CONFIG, head + q(",'architecture':'amd64','os':'linux'}"));
        Doc windows = Doc.of(O_CONFIG, head + q(",'architecture':'arm64','os':'windows'}"));
        assertThat(oci.results(bare)).containsExactly(linux, windows);
        assertThat(oci.result(one).text()).contains(linux.digest());
        assertThat(oci.result(two).text()).contains(windows.digest());
        assertThat(oci.findings())
                .containsExactly(
                        "config-rewrite /architecture",
                        "config-rewrite /os",
                        "config-rewrite /architecture",
                        "config-rewrite /os");
    }

    @Test
    void platformOfAnEntryCountsWhoeverAsksForItsImageFirst() {
        Doc bare = Doc.of(D_CONFIG, q("{'config':{},'rootfs':" + rootfs(1) + "}"));
        Doc image = dockerManifest(bare.ref(), List.of(layer(D_GZ, "1").ref()));
        Doc second = dockerManifest(CONFIG.ref(), List.of(layer(D_GZ, "1").ref()), "\"subject\":" + image.ref());
        Doc list = dockerList(List.of(entry(second), image.ref(platform("linux", "arm64"))));
        Converted oci = of(list, image, second, bare).toOci();
        assertThat(oci.result(bare).text()).contains(q("'architecture':'arm64'"));
        assertThat(oci.result(second).text())
                .contains("\"subject\":" + oci.result(image).ref());
    }

    @Test
    void oddPlatformIsEscaped() {
        Doc bare = Doc.of(D_CONFIG, q("{'config':{},'rootfs':" + rootfs(1) + "}"));
        Doc image = dockerImage(bare);
        Doc list = dockerList(List.of(image.ref("\"platform\":{\"os\":\"li\\\"nux\",\"architecture\":\"a\"}")));
        assertThat(of(list, image, bare).toOci().result(bare).text())
                .endsWith(",\"architecture\":\"a\",\"os\":\"li\\\"nux\"}");
    }

    @Test
    void removalsAtTheEndAndAdditionsMeet() {
        for (String tail : List.of(",'x':1", ",'created':''", ",'x':1,'created':''", ",'created':'','x':1", "")) {
            Doc bare = Doc.of(D_CONFIG, q("{'rootfs':" + rootfs(1) + tail + "}"));
            Doc image = dockerImage(bare);
            Converted oci = of(dockerList(List.of(entry(image))), image, bare)
                    .with(b -> b.config(ConfigPolicy.STRICT))
                    .toOci();
            assertThat(oci.result(bare).text())
                    .isEqualTo(q("{'rootfs':" + rootfs(1) + ",'architecture':'amd64','os':'linux'}"));
        }
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
    void embeddedCopyInADockerListFollowsATranscodedImage() {
        Doc mixed = dockerManifest(CONFIG.ref(), List.of(ZSTD.ref()));
        Doc after = dockerManifest(CONFIG.ref(), List.of(GZIP.ref()));
        Converted docker = of(dockerList(List.of(entry(mixed, data(mixed)))), mixed)
                .transcoded(ZSTD, GZIP)
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(after, data(after)))).text());
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
}
