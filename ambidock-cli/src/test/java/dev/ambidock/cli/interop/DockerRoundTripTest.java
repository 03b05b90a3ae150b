// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a real dockerd built comes back to it as the same image. */
@ExtendWith(Peers.class)
class DockerRoundTripTest {
    @TempDir
    Path folder;

    private final DockerDaemon docker;
    private final BuiltImages images;

    DockerRoundTripTest(DockerDaemon docker, BuiltImages images) {
        this.docker = docker;
        this.images = images;
    }

    @BeforeEach
    void noImages() throws Exception {
        docker.clear(folder);
    }

    /** Shows that the comparison sees what it shall see: without Ambidock between. */
    @Test
    void savedImageLoadsAsItself() throws Exception {
        for (String member : new String[] {"Healthcheck", "OnBuild", "Shell", "StopSignal", "Volumes", "Labels"}) {
            assertThat(images.full().inspected()).contains("\"" + member + "\":");
        }
        assertThat(images.full().printed())
                .contains("arguments: first second word")
                .contains("GREETING=hello <&>")
                .contains("uid=7 gid=8")
                .contains("/srv/soft symbolic link")
                .contains("/srv/probe regular file 4755 0:0")
                .doesNotContain("/srv/gone");
        docker.docker(folder, "load", "--input", images.both().toString());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.FULL)).isEqualTo(images.full());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.SLIM)).isEqualTo(images.slim());
    }
}
