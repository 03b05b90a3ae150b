// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Podman reads our archives, and we read its. */
@ExtendWith(Peers.class)
class PodmanTest {
    @TempDir
    Path folder;

    private final PodmanStore podman;
    private final BuiltImages images;

    PodmanTest(PodmanStore podman, BuiltImages images) {
        this.podman = podman;
        this.images = images;
    }

    @BeforeEach
    void noImages() throws Exception {
        podman.clear(folder);
    }

    @Test
    void loadsWhatDockerSaved() throws Exception {
        podman.podman(folder, "load", "--input", images.one().toString());
        assertThat(podman.podman(folder, "images", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}"))
                .isEqualTo(images.full().name() + " " + images.full().id() + "\n");
        assertThat(podman.run(folder, BuiltImages.FULL)).isEqualTo(images.full().printed());
    }
}
