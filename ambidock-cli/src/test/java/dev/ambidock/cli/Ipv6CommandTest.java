// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.Loopback;
import dev.ambidock.testkit.registry.RegistryGuard;
import dev.ambidock.testkit.registry.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that people name by its IPv6 address. */
@Timeout(60)
class Ipv6CommandTest {
    @TempDir
    Path folder;

    private RegistrySession session;

    @BeforeEach
    void startRegistry() throws IOException {
        assumeTrue(Loopback.IPV6.isAvailable(), "this machine has no ::1");
        session = new RegistrySession(folder, RegistryOptions.standard().at(Loopback.IPV6));
    }

    @AfterEach
    void stopRegistry() throws IOException {
        session.close();
    }

    @Test
    void aLoginIsKeptAndUsedAndForgotten() throws IOException {
        String digest = session.lay("team/app", "v1", SampleImages.docker());
        session.registry().guardedBy(RegistryGuard.basic("ada", "secretpass"));
        session.fails(1, "digest HOST/team/app:v1");
        String kept = " --authfile @auth.json";
        assertThat(session.typing("secretpass", "login HOST -u ada --password-stdin" + kept)
                        .status())
                .isZero();
        assertThat(Files.readString(folder.resolve("auth.json"))).contains("\"" + session.host() + "\"");
        assertThat(session.done("digest docker://HOST/team/app:v1" + kept).out().strip())
                .isEqualTo(digest);
        assertThat(session.done("tags HOST/team/app" + kept).out()).isEqualTo("v1\n");
        session.done("convert HOST/team/app:v1 --to oci" + kept);
        assertThat(session.type("team/app", "v1")).contains("oci");
        session.done("logout HOST" + kept);
        session.fails(1, "digest HOST/team/app:v1" + kept);
    }
}
