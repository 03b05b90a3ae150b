// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.CONFIG;
import static dev.ambidock.testing.BuildKit.DOCKER_IMAGE;
import static dev.ambidock.testing.BuildKit.OCI_IMAGE;
import static dev.ambidock.testing.BuildKit.entry;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 38 and 42 to 50 of docs/coverage.md: indexes and lists. */
class ListRowsTest {
    private static final Doc ARM_CONFIG = config("linux", "arm64", 1);
    private static final Doc DOCKER_ARM = dockerImage(ARM_CONFIG);
    private static final Doc OCI_ARM = ociImage(ARM_CONFIG);
    private static final Doc HELM = ociManifest(
            Doc.of(HELM_CONFIG, "{}").ref(), List.of(layer(HELM_CHART, "c").ref()));

    static Conversion of(Doc root, Doc... more) {
        Conversion conversion =
                Conversion.of(root, OCI_IMAGE, DOCKER_IMAGE, CONFIG, OCI_ARM, DOCKER_ARM, ARM_CONFIG, HELM);
        for (Doc doc : more) {
            conversion.supplied(doc.digest(), doc);
        }
        return conversion;
    }

    private static String arm(Doc image) {
        return image.ref(platform("linux", "arm64"));
    }

    @Test
    void row38_listAndIndexBecomeEachOther() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE), arm(DOCKER_ARM)));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), arm(OCI_ARM)));
        Converted oci = of(list).toOci();
        assertThat(oci.rootDoc()).isEqualTo(index);
        assertThat(oci.findings()).isEmpty();
        assertThat(oci.puts()).containsExactly(OCI_IMAGE.digest(), OCI_ARM.digest(), index.digest());
        Converted docker = of(index).toDocker();
        assertThat(docker.rootDoc()).isEqualTo(list);
        assertThat(docker.findings()).isEmpty();
    }

    @Test
    void row42_sparseIndexIsRefusedSkippedOrKept() {
        Doc missing = ociImage(config("linux", "riscv64", 1));
        String gap = missing.ref(platform("linux", "riscv64"));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), gap, arm(OCI_ARM)));
        assertThat(of(index).toDocker().findings()).containsExactly("missing-child /manifests/1");

        Converted skipped = of(index).with(b -> b.sparse(SparsePolicy.SKIP)).toDocker();
        assertThat(skipped.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), arm(DOCKER_ARM)))
                        .text());
        assertThat(skipped.findings()).containsExactly("child-skip /manifests/1");

        Converted kept = of(index).with(b -> b.sparse(SparsePolicy.KEEP)).toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), gap, arm(DOCKER_ARM)))
                        .text());
        assertThat(kept.findings()).containsExactly("child-kept /manifests/1");
    }

    @Test
    void row43_nestedIndexIsConvertedToOciAndFlattenedToDocker() {
        Doc dockerInner = dockerList(List.of(arm(DOCKER_ARM)));
        Doc dockerOuter = dockerList(List.of(entry(DOCKER_IMAGE), dockerInner.ref()));
        Doc ociInner = ociIndex(List.of(arm(OCI_ARM)));
        Doc ociOuter = ociIndex(List.of(entry(OCI_IMAGE), ociInner.ref()));
        Converted oci = of(dockerOuter, dockerInner).toOci();
        assertThat(oci.root()).isEqualTo(ociOuter.text());
        assertThat(oci.findings()).isEmpty();

        Converted flat = of(ociOuter, ociInner).toDocker();
        assertThat(flat.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), arm(DOCKER_ARM)))
                        .text());
        assertThat(flat.findings()).containsExactly("index-flattened /manifests/1");
        assertThat(flat.puts()).containsExactly(DOCKER_IMAGE.digest(), DOCKER_ARM.digest(), flat.rootDigest());
    }

    @Test
    void row43_flatteningLeavesOutDoubleEntriesOnEitherSide() {
        Doc inner = ociIndex(List.of(
                "\n" + OCI_ARM.ref(q("'platform': {'os': 'linux', 'architecture': 'arm64'}")),
                arm(OCI_ARM),
                entry(OCI_IMAGE)));
        Doc outer = ociIndex(List.of(entry(OCI_IMAGE), inner.ref(), arm(OCI_ARM)));
        Converted flat = of(outer, inner).toDocker();
        assertThat(flat.root())
                .isEqualTo(dockerList(List.of(
                                entry(DOCKER_IMAGE),
                                DOCKER_ARM.ref(q("'platform': {'os': 'linux', 'architecture': 'arm64'}"))))
                        .text());
        assertThat(flat.findings())
                .containsExactly(
                        "index-flattened /manifests/1",
                        "entry-drop /manifests/1",
                        "entry-drop /manifests/1",
                        "entry-drop /manifests/2");
    }

    @Test
    void row44_platformComesFromTheConfig() {
        Doc index =
                ociIndex(List.of(OCI_ARM.ref(), OCI_IMAGE.ref("\"platform\":null"), OCI_ARM.ref("\"platform\":{}")));
        String filled = q("'platform':{'architecture':'arm64','os':'linux'}");
        Converted docker = of(index).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(
                                q("{'mediaType':'" + D_MANIFEST + "','digest':'" + DOCKER_ARM.digest() + "'," + filled
                                        + ",'size':" + DOCKER_ARM.size() + "}"),
                                entry(DOCKER_IMAGE),
                                DOCKER_ARM.ref(filled)))
                        .text());
        assertThat(docker.findings())
                .containsExactly(
                        "platform-filled /manifests/0/platform",
                        "platform-filled /manifests/1/platform",
                        "platform-filled /manifests/2/platform");
        assertThat(of(index).toOci().root()).isEqualTo(index.text());
    }

    @Test
    void row44_platformThatNobodyTellsIsRefusedNotGuessed() {
        Doc unknown = config("unknown", "unknown", 1);
        Doc image = ociImage(unknown);
        Doc index = ociIndex(List.of(image.ref()));
        assertThat(of(index, image, unknown).toDocker().findings())
                .containsExactly("platform-unknown /manifests/0/platform");
        assertThat(Conversion.of(ociIndex(List.of(OCI_IMAGE.ref())), OCI_IMAGE)
                        .toDocker()
                        .findings())
                .containsExactly("platform-unknown /manifests/0/platform");
    }

    @Test
    void row44_artifactEntriesFollowThePolicy() {
        Doc index = ociIndex(List.of(HELM.ref(annotations("a", "1")), entry(OCI_IMAGE)));
        assertThat(of(index).toDocker().findings()).containsExactly("not-an-image /manifests/0");
        Converted dropped =
                of(index).with(b -> b.artifacts(ArtifactPolicy.DROP)).toDocker();
        assertThat(dropped.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(dropped.findings()).containsExactly("artifact-drop /manifests/0");
        Converted kept = of(index).with(b -> b.artifacts(ArtifactPolicy.KEEP)).toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerList(List.of(HELM.ref(annotations("a", "1")), entry(DOCKER_IMAGE)))
                        .text());
        assertThat(kept.findings()).containsExactly("artifact-untouched /manifests/0");
        Converted oci = of(index).toOci();
        assertThat(oci.root()).isEqualTo(index.text());
        assertThat(oci.findings()).containsExactly("artifact-untouched");
    }

    @Test
    void row45_wrongPlatformIsKeptWithAWarning() {
        Doc index = ociIndex(List.of(arm(OCI_IMAGE)));
        Converted docker = of(index).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(arm(DOCKER_IMAGE))).text());
        assertThat(docker.findings()).containsExactly("platform-mismatch /manifests/0/platform");
    }

    @Test
    void row46_platformFeaturesStayPreservedAndGoCanonically() {
        String features = q("'platform':{'architecture':'amd64','os':'linux','features':['sse4']}");
        Doc list = dockerList(List.of(DOCKER_IMAGE.ref(features)));
        Converted preserved = of(list).toOci();
        assertThat(preserved.root())
                .isEqualTo(ociIndex(List.of(OCI_IMAGE.ref(features))).text());
        assertThat(preserved.findings()).isEmpty();
        Doc canonicalImage = OCI_IMAGE;
        Converted canonical = of(list).canonical().toOci();
        assertThat(canonical.root())
                .isEqualTo(ociIndex(List.of(entry(canonicalImage))).text());
        assertThat(canonical.findings()).containsExactly("platform-drop /manifests/0/platform/features");
    }

    @Test
    void row47_whatAListCannotSayIsDroppedEachReported() {
        Doc index = ociIndex(
                List.of(OCI_IMAGE.ref(
                        annotations("org.opencontainers.image.created", "x"),
                        q("'artifactType':'" + O_CONFIG + "'"),
                        q("'urls':['https://example.com']"),
                        platform("linux", "amd64"))),
                annotations("a", "1", "b", "2"),
                q("'artifactType':'application/x'"),
                "\"subject\":" + HELM.ref());
        Converted docker = of(index).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(docker.findings())
                .containsExactly(
                        "annotation-drop /manifests/0/annotations/org.opencontainers.image.created",
                        "artifact-type-drop /manifests/0/artifactType",
                        "urls-drop /manifests/0/urls",
                        "annotation-drop /annotations/a",
                        "annotation-drop /annotations/b",
                        "subject-drop /subject",
                        "artifact-type-drop /artifactType");
        Converted kept =
                of(index).with(b -> b.annotations(AnnotationPolicy.KEEP)).toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerList(
                                List.of(DOCKER_IMAGE.ref(
                                        annotations("org.opencontainers.image.created", "x"),
                                        platform("linux", "amd64"))),
                                annotations("a", "1", "b", "2"))
                        .text());
    }

    @Test
    void row48_zstdVariantOfTheSameImageIsLeftOut() {
        Doc zstd = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "1").ref()));
        String mark = annotations("io.github.containers.compression.zstd", "true");
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), entry(zstd, mark)));
        Converted docker = of(index, zstd).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(docker.findings()).containsExactly("variant-drop /manifests/1");
        assertThat(docker.blobs()).noneMatch(b -> b.startsWith("transcode"));

        Converted kept = of(index, zstd).with(b -> b.zstd(ZstdPolicy.KEEP)).toDocker();
        Doc dockerZstd = dockerManifest(CONFIG.ref(), List.of(layer(D_ZSTD, "1").ref()));
        assertThat(kept.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE), entry(dockerZstd)))
                        .text());
    }

    @Test
    void row49_childInTheTargetsFormatStaysUntouched() {
        Doc list = dockerList(List.of(entry(OCI_IMAGE), arm(DOCKER_ARM)));
        Converted oci = of(list).toOci();
        assertThat(oci.root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE), arm(OCI_ARM))).text());
        assertThat(oci.result(OCI_IMAGE)).isEqualTo(OCI_IMAGE);
        assertThat(oci.findings()).containsExactly("mixed-families /manifests/0");
    }

    @Test
    void row50_listAndChildrenOfDifferentFamiliesAreNormalised() {
        Doc indexOfDocker = ociIndex(List.of(entry(DOCKER_IMAGE)));
        Doc listOfOci = dockerList(List.of(entry(OCI_IMAGE)));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE)));
        for (Doc mixed : List.of(indexOfDocker, listOfOci)) {
            assertThat(of(mixed).toOci().root()).isEqualTo(index.text());
            assertThat(of(mixed).toOci().findings()).containsExactly("mixed-families /manifests/0");
            assertThat(of(mixed).toDocker().root()).isEqualTo(list.text());
            assertThat(of(mixed).toDocker().findings()).containsExactly("mixed-families /manifests/0");
        }
    }

    @Test
    void missingMediaTypeIsStatedToDocker() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE)));
        Doc bare = Doc.of("", list.text().replace("\"mediaType\":\"" + D_LIST + "\",", ""));
        Converted docker = of(bare).toDocker();
        assertThat(docker.root()).isEqualTo(list.text());
        assertThat(docker.findings()).containsExactly("media-type-added /mediaType");
        Doc nothing = Doc.of("", list.text().replace("\"" + D_LIST + "\"", "null"));
        assertThat(of(nothing).toOci().root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE))).text());
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        Doc bareIndex = Doc.of("", index.text().replace("\"mediaType\":\"" + O_INDEX + "\",", ""));
        assertThat(of(bareIndex).toOci().plan().isExact()).isTrue();
    }

    @Test
    void subjectOfAnIndexFollowsWhatItBecame() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE)), "\"subject\":" + DOCKER_IMAGE.ref());
        assertThat(of(list).toOci().root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE)), "\"subject\":" + OCI_IMAGE.ref())
                        .text());
    }

    @Test
    void imageThatNamesAnotherInItsEntryFollowsIt() {
        String names = "vnd.docker.reference.digest";
        Doc list = dockerList(List.of(arm(DOCKER_ARM), entry(DOCKER_IMAGE, annotations(names, DOCKER_ARM.digest()))));
        Doc index = ociIndex(List.of(arm(OCI_ARM), entry(OCI_IMAGE, annotations(names, OCI_ARM.digest()))));
        assertThat(of(list).toOci().root()).isEqualTo(index.text());
        assertThat(of(index).toDocker().findings())
                .containsExactly("annotation-drop /manifests/1/annotations/" + names);
        assertThat(of(index)
                        .with(b -> b.annotations(AnnotationPolicy.KEEP))
                        .toDocker()
                        .root())
                .isEqualTo(list.text());
        Doc dangling = ociIndex(List.of(entry(OCI_IMAGE, annotations(names, HELM.digest()))));
        assertThat(of(dangling).toDocker().findings())
                .containsExactly("annotation-drop /manifests/0/annotations/" + names);
        assertThat(of(dangling).toOci().findings())
                .containsExactly("reference-dangling /manifests/0/annotations/" + names);
    }
}
