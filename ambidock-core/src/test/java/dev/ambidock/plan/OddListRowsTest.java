// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.plan.ListRowsTest.of;
import static dev.ambidock.testing.BuildKit.CONFIG;
import static dev.ambidock.testing.BuildKit.DOCKER_IMAGE;
import static dev.ambidock.testing.BuildKit.OCI_IMAGE;
import static dev.ambidock.testing.BuildKit.entry;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows 52 to 55 of docs/coverage.md: indexes and lists of odd shapes. */
class OddListRowsTest {
    @Test
    void row52_sameChildTwiceAndEmptyListsAreKept() {
        Doc twice = dockerList(List.of(entry(DOCKER_IMAGE), entry(DOCKER_IMAGE)));
        Converted oci = of(twice).toOci();
        assertThat(oci.root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE), entry(OCI_IMAGE))).text());
        assertThat(oci.puts()).containsExactly(OCI_IMAGE.digest(), oci.rootDigest());
        assertThat(oci.findings()).isEmpty();

        Converted empty = of(dockerList(List.of())).toOci();
        assertThat(empty.root()).isEqualTo(ociIndex(List.of()).text());
        assertThat(empty.findings()).containsExactly("empty-index /manifests");
        Converted none = of(Doc.of(D_LIST, dockerList(List.of()).text().replace("[]", "null")))
                .toOci();
        assertThat(none.root()).isEqualTo(ociIndex(List.of()).text());
    }

    @Test
    void row53_buildKitCacheStaysOci() {
        Doc layer = layer(D_GZ, "1");
        Doc settings = Doc.of("application/vnd.buildkit.cacheconfig.v0", "{}");
        Doc cache = ociIndex(List.of(layer.ref(), settings.ref()));
        Converted oci = of(cache).toOci();
        assertThat(oci.root())
                .isEqualTo(
                        ociIndex(List.of(layer.as(O_GZ).ref(), settings.ref())).text());
        assertThat(oci.blobs())
                .containsExactlyInAnyOrder(
                        "copy " + O_GZ + " " + layer.digest(), "copy " + settings.type() + " " + settings.digest());
        assertThat(of(cache).toDocker().errors())
                .containsExactly("layer-in-index /manifests/0", "not-an-image /manifests/1");
    }

    @Test
    void row54_thousandChildrenAreConvertedOnceEach() {
        List<String> docker = new ArrayList<>();
        List<String> oci = new ArrayList<>();
        List<Doc> children = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Doc image = dockerManifest(CONFIG.ref(), List.of(layer(D_GZ, "1").ref()), annotations("n", "" + i));
            children.add(image);
            docker.add(entry(image));
            oci.add(entry(ociManifest(
                    CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()), annotations("n", "" + i))));
        }
        Doc list = dockerList(docker);
        Converted converted = of(list, children.toArray(new Doc[0])).toOci();
        assertThat(converted.root()).isEqualTo(ociIndex(oci).text());
        assertThat(converted.puts()).hasSize(1001);
        assertThat(of(list, children.toArray(new Doc[0]))
                        .within(Limits.defaults().withNodes(1000))
                        .toOci()
                        .errors())
                .containsExactly("limit-exceeded");
    }

    @Test
    void row54_diamondsAreConvertedOnceAndFlattenToOneEntry() {
        Doc level = dockerList(List.of(entry(DOCKER_IMAGE)));
        List<Doc> levels = new ArrayList<>(List.of(level));
        for (int i = 0; i < 12; i++) {
            level = dockerList(List.of(level.ref(), level.ref()));
            levels.add(level);
        }
        Doc[] all = levels.toArray(new Doc[0]);
        Converted oci = of(level, all).toOci();
        assertThat(oci.puts()).hasSize(14);
        Converted flat = of(level, all).toDocker();
        assertThat(flat.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(of(level, all)
                        .within(Limits.defaults().withDepth(12))
                        .toOci()
                        .errors())
                .containsExactly("limit-exceeded");
    }

    @Test
    void row55_childThatBecomesAnotherChildIsOneObject() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE), entry(OCI_IMAGE)));
        Converted oci = of(list).toOci();
        assertThat(oci.root())
                .isEqualTo(ociIndex(List.of(entry(OCI_IMAGE), entry(OCI_IMAGE))).text());
        assertThat(oci.puts()).containsExactly(OCI_IMAGE.digest(), oci.rootDigest());
    }

    @Test
    void moreThanAHundredAnnotationsAreCounted() {
        for (int count : List.of(100, 102)) {
            String[] pairs = new String[2 * count];
            for (int i = 0; i < count; i++) {
                pairs[2 * i] = "a" + i;
                pairs[2 * i + 1] = "x";
            }
            Converted docker =
                    of(ociIndex(List.of(entry(OCI_IMAGE)), annotations(pairs))).toDocker();
            assertThat(docker.root())
                    .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
            assertThat(docker.findings()).hasSize(Math.min(count, 101)).contains("annotation-drop /annotations/a99");
            assertThat(docker.texts().contains("2 more annotations are dropped"))
                    .isEqualTo(count > 100);
        }
    }

    @Test
    void zstdLayerInACacheIsRefusedToDockerLikeAnyOther() {
        Doc cache = ociIndex(List.of(layer(O_ZSTD, "1").ref()));
        assertThat(of(cache).toDocker().errors()).containsExactly("layer-in-index /manifests/0");
    }

    @Test
    void contentThatIsNoDocumentIsKeptInADockerListOnRequest() {
        Doc settings = Doc.of("application/vnd.buildkit.cacheconfig.v0", "{}");
        Converted docker = of(ociIndex(List.of(entry(OCI_IMAGE), settings.ref())))
                .with(b -> b.artifacts(ArtifactPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(
                        dockerList(List.of(entry(DOCKER_IMAGE), settings.ref())).text());
        assertThat(docker.blobs()).contains("copy " + settings.type() + " " + settings.digest());
    }

    @Test
    void sameZstdImageTwiceStaysTwice() {
        Doc zstd = layer(O_ZSTD, "z");
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(zstd.ref()));
        Doc gzip = layer(D_GZ, "new");
        Doc docker = dockerManifest(CONFIG.ref(), List.of(gzip.ref()));
        String mark = annotations("io.github.containers.compression.zstd", "true");
        Converted converted = of(ociIndex(List.of(entry(image, mark), entry(image))), image)
                .transcoded(zstd, gzip)
                .toDocker();
        assertThat(converted.root())
                .isEqualTo(dockerList(List.of(entry(docker), entry(docker))).text());
        assertThat(converted.findings())
                .containsExactly(
                        "annotation-drop /manifests/0/annotations/io.github.containers.compression.zstd",
                        "layer-recompress /layers/0");
    }

    @Test
    void imageThatMovedUpAlreadyIsLeftOutWhateverItsEntryTells() {
        Doc inner = ociIndex(List.of(entry(OCI_IMAGE)));
        for (String second : List.of(
                OCI_IMAGE.ref(),
                OCI_IMAGE.ref("\"platform\":{}", annotations("a", "1")),
                DOCKER_IMAGE.ref(platform("linux", "amd64")))) {
            Converted flat = of(ociIndex(List.of(inner.ref(), second)), inner).toDocker();
            assertThat(flat.root())
                    .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
            assertThat(flat.findings())
                    .filteredOn(f -> !f.startsWith("mixed-families"))
                    .containsExactly("index-flattened /manifests/0", "entry-drop /manifests/1");
        }
        Doc mixed = ociIndex(List.of(inner.ref(), entry(DOCKER_IMAGE)));
        assertThat(of(mixed, inner).toDocker().plan().mapping())
                .as("what was left out is told, too")
                .containsKey(Digest.parse(DOCKER_IMAGE.digest()));
    }

    @Test
    void listWaitsForTheLayersOfItsNestedLists() {
        Doc zstd = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "z").ref()));
        Doc inner = ociIndex(List.of(entry(zstd)));
        Converted pending = of(ociIndex(List.of(inner.ref())), inner, zstd).toDocker();
        assertThat(pending.plan().root())
                .isEqualTo(new Outcome.Pending(
                        Set.of(Digest.parse(layer(O_ZSTD, "z").digest()))));
    }

    @Test
    void emptyFeaturesAreNotSpokenOf() {
        String empty = q("'platform':{'architecture':'amd64','os':'linux','features':[]}");
        Converted oci =
                of(dockerList(List.of(DOCKER_IMAGE.ref(empty)))).canonical().toOci();
        assertThat(oci.root()).isEqualTo(ociIndex(List.of(entry(OCI_IMAGE))).text());
        assertThat(oci.findings()).isEmpty();
    }
}
