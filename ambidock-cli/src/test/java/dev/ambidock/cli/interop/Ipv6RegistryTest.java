// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.Loopback;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, to Ambidock at an IPv6 address; skopeo 1.9 reads no such names, and asks by the other address. */
@Timeout(120)
class Ipv6RegistryTest {
    @TempDir
    Path folder;

    private RegistryServer registry;
    private Workbench work;

    @BeforeEach
    void start() {
        assumeTrue(Loopback.IPV6.isAvailable(), "this machine has no ::1");
        PeerTool.need("skopeo");
        registry = RegistryServer.startAtBoth();
        work = new Workbench(folder);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    @Test
    void imagesGoThereAndComeBack() throws Exception {
        String skopeo = "docker://" + registry.host();
        String host = registry.host().replace("127.0.0.1", "[::1]");
        String layout = work.layout("lay", SampleImages.oci("v1")) + ":v1";
        work.copy(layout, host + "/team/app:v1", "");
        String root = work.root(layout);
        assertThat(work.peer("skopeo", "inspect", "--raw", "--tls-verify=false", skopeo + "/team/app:v1"))
                .isEqualTo(root);
        work.ambidock("convert", "docker://" + host + "/team/app:v1", "--to", "docker");
        work.copy(host + "/team/app:v1", host + "/other/app:v2", "--format oci");
        work.skopeo(
                skopeo + "/other/app:v2", skopeo + "/third/app:v3", "--src-tls-verify=false --dest-tls-verify=false");
        work.copy(host + "/third/app:v3", work.at("oci", "back") + ":v1", "");
        assertThat(work.root(work.at("oci", "back") + ":v1")).isEqualTo(root);
        assertThat(work.ambidock("tags", host + "/third/app").out()).isEqualTo("v3\n");
        work.ambidock("verify", host + "/third/app:v3");
    }
}
