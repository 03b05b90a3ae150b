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

import dev.ambidock.model.Limits;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.List;
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
}
