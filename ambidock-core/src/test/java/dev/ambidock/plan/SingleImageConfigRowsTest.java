// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Platform;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 13 to 16 of docs/coverage.md: the configs of single images. */
class SingleImageConfigRowsTest {
    private static final Doc CONFIG = config("linux", "amd64", 1);
    private static final Doc GZ = layer(D_GZ, "1");

    @Test
    void row13_octetStreamConfigIsProvedByItsContent() {
        Doc octets = CONFIG.as(OCTET_STREAM);
        Doc image = dockerManifest(octets.ref(), List.of(GZ.ref()));
        Converted oci = Conversion.of(image, octets).toOci();
        assertThat(oci.root()).isEqualTo(ociImage(CONFIG).text());
        assertThat(oci.findings()).containsExactly("config-type-corrected /config");
        Converted docker = Conversion.of(image, octets).toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(docker.findings()).containsExactly("config-type-corrected /config");
    }

    @Test
    void row13_octetStreamWithoutProofIsNoImage() {
        Doc octets = CONFIG.as(OCTET_STREAM);
        Doc twoLayers = dockerManifest(octets.ref(), List.of(GZ.ref(), GZ.ref()));
        assertThat(Conversion.of(dockerImage(CONFIG)).toDocker().findings()).isEmpty();
        assertThat(Conversion.of(twoLayers).toDocker().findings()).containsExactly("not-an-image");
        assertThat(Conversion.of(twoLayers, octets).toDocker().findings()).containsExactly("not-an-image");
        Converted oci = Conversion.of(twoLayers, octets).toOci();
        assertThat(oci.root()).isEqualTo(twoLayers.text());
        assertThat(oci.findings()).containsExactly("artifact-untouched");
    }

    @Test
    void row14_configWithoutPlatformTakesTheListEntrys() {
        Doc bare = Doc.of(D_CONFIG, q("{'config':{},'os':'','rootfs':" + rootfs(1) + "}"));
        Doc filled =
                Doc.of(O_CONFIG, q("{'config':{},'os':'linux','rootfs':" + rootfs(1) + ",'architecture':'arm64'}"));
        Doc image = dockerImage(bare);
        Converted oci = Conversion.of(dockerList(List.of(image.ref(platform("linux", "arm64")))), image, bare)
                .toOci();
        assertThat(oci.result(image).text()).isEqualTo(ociImage(filled).text());
        assertThat(oci.result(bare)).isEqualTo(filled);
        assertThat(oci.findings()).containsExactly("config-rewrite /architecture", "config-rewrite /os");
        assertThat(oci.puts()).startsWith(filled.digest());

        Converted assumed = Conversion.of(image, bare)
                .with(b -> b.assumedPlatform(Platform.parse("linux/arm64")))
                .toOci();
        assertThat(assumed.root()).isEqualTo(ociImage(filled).text());
        assertThat(Conversion.of(image, bare).toOci().findings())
                .containsExactly("platform-unknown /architecture", "platform-unknown /os");
    }

    @Test
    void row15_stringCommandBecomesAListForOciOnly() {
        Doc old = Doc.of(
                D_CONFIG,
                q("{'architecture':'amd64','created':'','os':'linux','config':{'Cmd':'sh','Entrypoint' : '/e\\u0041'},"
                        + "'rootfs':" + rootfs(1) + "}"));
        Converted oci = Conversion.of(dockerImage(old), old).toOci();
        assertThat(oci.result(old).text())
                .isEqualTo(q("{'architecture':'amd64','os':'linux','config':{'Cmd':['sh'],'Entrypoint' :"
                        + " ['/e\\u0041']},'rootfs':" + rootfs(1) + "}"));
        assertThat(oci.root()).isEqualTo(ociImage(oci.result(old)).text());
        assertThat(oci.findings())
                .containsExactly(
                        "config-rewrite /created", "config-rewrite /config/Cmd", "config-rewrite /config/Entrypoint");
        Converted docker = Conversion.of(ociImage(old), old).toDocker();
        assertThat(docker.result(old).text()).isEqualTo(old.text().replace(q("'created':'',"), ""));
        assertThat(docker.root()).isEqualTo(dockerImage(docker.result(old)).text());
        assertThat(docker.findings()).containsExactly("config-rewrite /created");
    }

    @Test
    void row16_diffIdsMustFitTheLayers() {
        Doc two = config("linux", "amd64", 2);
        Doc image = dockerImage(two);
        assertThat(Conversion.of(image, two).toOci().findings()).containsExactly("image-broken /layers");
        Converted forced = Conversion.of(image, two).with(b -> b.force(true)).toOci();
        assertThat(forced.root()).isEqualTo(ociImage(two).text());
        assertThat(forced.findings()).containsExactly("broken-kept /layers");
    }
}
