// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Podman reads our archives, and we read its. */
@ExtendWith(Peers.class)
class PodmanTest {
    @TempDir
    Path folder;

    private final PodmanStore podman;
    private final BuiltImages images;
    private Workbench work;

    PodmanTest(PodmanStore podman, BuiltImages images) {
        this.podman = podman;
        this.images = images;
    }

    @BeforeEach
    void emptyPlaces() throws Exception {
        work = new Workbench(folder);
        podman.clear(folder);
    }

    /** Shows that the comparison holds without Ambidock between. */
    @Test
    void loadsWhatDockerSaved() throws Exception {
        assertLoads(images.one());
    }

    @ParameterizedTest
    @CsvSource({
        "oci-archive, ''",
        "oci-archive, --compress gzip",
        "oci-archive, --compress zstd",
        "docker-archive, ''",
        "docker-archive, --compress gzip",
        "docker-archive, --archive classic",
    })
    void loadsWhatWeMakeOfIt(String scheme, String options) throws Exception {
        work.copy("docker-archive:" + images.one(), work.at(scheme, "out.tar"), options);
        assertLoads(work.path("out.tar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--archive classic"})
    void loadsSeveralImages(String options) throws Exception {
        work.copy("docker-archive:" + images.both(), work.at("docker-archive", "out.tar"), "--all-images " + options);
        podman.podman(folder, "load", "--input", work.path("out.tar").toString());
        assertThat(podman.images(folder))
                .isEqualTo(BuiltImages.FULL + " " + images.full().id() + "\n" + BuiltImages.SLIM + " "
                        + images.slim().id() + "\n");
        assertThat(podman.run(folder, BuiltImages.SLIM)).isEqualTo(images.slim().printed());
    }

    /** A name on Docker's own hub, which Docker writes short and podman would take for one of this machine's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--all-images"})
    void keepsNamesOfDockersHub(String options) throws Exception {
        work.copy("docker-archive:" + images.one(), work.at("docker-archive", "hub.tar") + ":team/thing:v3", "");
        work.copy(work.at("docker-archive", "hub.tar"), work.at("oci", "lay"), options);
        work.copy(work.at("oci", "lay"), work.at("docker-archive", "out.tar"), options);
        podman.podman(folder, "load", "--input", work.path("out.tar").toString());
        assertThat(podman.images(folder))
                .isEqualTo("docker.io/team/thing:v3 " + images.full().id() + "\n");
    }

    /** Podman rewrites the config for OCI; for Docker it keeps it. Either way we pass on what it wrote. */
    @ParameterizedTest
    @CsvSource({"oci-archive, oci-archive", "oci-dir, oci", "docker-archive, docker-archive", "docker-dir, dir"})
    void readsWhatPodmanSaved(String format, String scheme) throws Exception {
        podman.podman(folder, "load", "--input", images.one().toString());
        podman.podman(
                folder,
                "save",
                "--format",
                format,
                "--output",
                work.path("saved").toString(),
                BuiltImages.FULL);
        String id = work.imageId(work.at(scheme, "saved"));
        assertThat(id.equals(images.full().id())).isEqualTo(format.startsWith("docker"));
        String name = scheme.equals("dir") ? ":" + BuiltImages.FULL : "";
        work.copy(work.at(scheme, "saved"), work.at("oci", "lay") + name, "");
        work.ambidock("verify", work.at("oci", "lay"));
        work.copy(work.at("oci", "lay"), work.at("docker-archive", "out.tar"), "");
        podman.clear(folder);
        podman.podman(folder, "load", "--input", work.path("out.tar").toString());
        assertThat(podman.images(folder)).isEqualTo(BuiltImages.FULL + " " + id + "\n");
        assertThat(podman.run(folder, BuiltImages.FULL)).isEqualTo(images.full().printed());
    }

    @Test
    void itsSocketIsADaemonToo() throws Exception {
        podman.podman(folder, "load", "--input", images.one().toString());
        try (PodmanStore.Service service = podman.service()) {
            String host = service.address();
            work.ambidock("copy", "docker-daemon:" + BuiltImages.FULL, work.at("oci", "lay"), "--docker-host", host);
            assertThat(work.imageId(work.at("oci", "lay")))
                    .isEqualTo(images.full().id());
            podman.clear(folder);
            work.ambidock("copy", work.at("oci", "lay"), "docker-daemon:ambidock.test/again:v9", "--docker-host", host);
            assertThat(work.attempt("inspect", "docker-daemon:ambidock.test/none:v1", "--docker-host", host)
                            .err())
                    .contains("the engine has no such image")
                    .contains("ambidock.test/again:v9");
        }
        assertThat(podman.images(folder))
                .isEqualTo("ambidock.test/again:v9 " + images.full().id() + "\n");
        assertThat(podman.run(folder, "ambidock.test/again:v9"))
                .isEqualTo(images.full().printed());
    }

    private void assertLoads(Path archive) throws Exception {
        podman.podman(folder, "load", "--input", archive.toString());
        assertThat(podman.images(folder))
                .isEqualTo(BuiltImages.FULL + " " + images.full().id() + "\n");
        assertThat(podman.run(folder, BuiltImages.FULL)).isEqualTo(images.full().printed());
    }
}
