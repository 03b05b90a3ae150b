// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Change;
import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Documents in which several rules meet at one place. */
class EntangledConversionTest {
    static final Doc OCI_CONFIG = CONFIG.as(O_CONFIG);
    static final Doc ZSTD = layer(O_ZSTD, "z");
    static final Doc ZSTD_IMAGE = ociManifest(OCI_CONFIG.ref(), List.of(ZSTD.ref()));
    static final Doc GZIP = layer(D_GZ, "recompressed");

    static Conversion of(Doc root, Doc... more) {
        Conversion conversion =
                Conversion.of(root, OCI_IMAGE, DOCKER_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
        for (Doc doc : more) {
            conversion.supplied(doc.digest(), doc);
        }
        return conversion;
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
    void emptyEmbeddedCopyGoesWithTheEmptyLayerThatItWas() {
        Doc nothing = Doc.of(O_ZSTD, "");
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(nothing.ref("\"data\":\"\"")));
        assertThat(of(image).transcoded(nothing, GZIP).toDocker().root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(GZIP.ref())).text());
    }

    @Test
    void whatGoesIsToldBeforeALayerIsCompressed() {
        Doc mixed = dockerManifest(CONFIG.ref(), List.of(ZSTD.ref(data(ZSTD), q("'urls':['https://a']"))));
        assertThat(of(mixed).toDocker().plan().documents().get(0).changes())
                .extracting(Change::pointer)
                .containsExactly("/layers/0/data", "/layers/0/urls");
    }

    @Test
    void configOfWhichNothingWouldBeLeftIsRefused() {
        Doc config = Doc.of(D_CONFIG, q("{'x':1}"));
        Converted oci = of(dockerImage(config), config)
                .with(b -> b.config(ConfigPolicy.STRICT).assumedPlatform(Platform.parse("linux/amd64")))
                .toOci();
        assertThat(oci.errors()).contains("config-unreadable").endsWith("config-unreadable /rootfs");
    }

    @Test
    void entryOfATranscodedImageNamesEachLossOnce() {
        String mark = annotations("io.github.containers.compression.zstd", "true");
        Converted docker = of(ociIndex(List.of(entry(ZSTD_IMAGE, mark))), ZSTD_IMAGE)
                .transcoded(ZSTD, GZIP)
                .toDocker();
        assertThat(docker.findings())
                .containsExactly(
                        "annotation-drop /manifests/0/annotations/io.github.containers.compression.zstd",
                        "layer-recompress /layers/0");
    }

    @Test
    void eachResultThatIsTooLargeIsNamedButNoneThatIsNotMade() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        SinkAbilities small = SinkAbilities.of(Set.of(Family.DOCKER, Family.OCI), 10);
        assertThat(Conversion.of(index, OCI_IMAGE).into(small).toDocker().errors())
                .containsExactly("too-large", "too-large");
        Doc encrypted = ociManifest(
                OCI_CONFIG.ref(), List.of(layer(O_GZ + "+encrypted", "e").ref()));
        assertThat(Conversion.of(ociIndex(List.of(entry(encrypted))), encrypted)
                        .into(small)
                        .toDocker()
                        .errors())
                .containsExactly("encrypted-layer /layers/0");
    }
}
