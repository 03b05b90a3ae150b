// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real dockerd built comes back to it as the same image. */
@ExtendWith(Peers.class)
class DockerRoundTripTest {
    @TempDir
    Path folder;

    private final DockerDaemon docker;
    private final BuiltImages images;
    private Workbench work;

    DockerRoundTripTest(DockerDaemon docker, BuiltImages images) {
        this.docker = docker;
        this.images = images;
    }

    @BeforeEach
    void emptyPlaces() throws Exception {
        work = new Workbench(folder);
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
                .contains("user 7, group 8")
                .contains("/srv/soft symbolic link")
                .contains("/srv/probe regular file 4755 0:0")
                .doesNotContain("/srv/gone");
        docker.docker(folder, "load", "--input", images.both().toString());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.FULL)).isEqualTo(images.full());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.SLIM)).isEqualTo(images.slim());
    }

    @ParameterizedTest
    @CsvSource({
        "oci, '', ''",
        "oci, --compress gzip, ''",
        "oci, --compress zstd, ''",
        "oci, --compress zstd --level 19, --archive classic",
        "oci, '', --archive classic",
        "oci, --format docker, ''",
        "oci-archive, '', ''",
        "oci-archive, --compress gzip, --archive classic",
        "docker-archive, --compress gzip, ''",
        "dir, --format oci, ''",
        "dir, --compress zstd --format oci, ''",
    })
    void comesBackAsTheSameImage(String scheme, String there, String back) throws Exception {
        work.copy("docker-archive:" + images.one(), work.at(scheme, "between"), there);
        // A flat folder holds no names.
        String name = scheme.equals("dir") ? ":" + BuiltImages.FULL : "";
        work.copy(work.at(scheme, "between"), work.at("docker-archive", "back.tar") + name, back);
        docker.docker(folder, "load", "--input", work.path("back.tar").toString());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.FULL)).isEqualTo(images.full());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none", "keep"})
    void whatItSavedAnewComesBackToo(String compression) throws Exception {
        work.copy("docker-archive:" + images.one(), work.at("docker-archive", "a.tar"), "--compress " + compression);
        docker.docker(folder, "load", "--input", work.path("a.tar").toString());
        docker.docker(folder, "save", "--output", work.path("b.tar").toString(), BuiltImages.FULL);
        docker.clear(folder);
        work.copy(work.at("docker-archive", "b.tar"), work.at("oci", "c"), "");
        work.copy(work.at("oci", "c"), work.at("docker-archive", "d.tar"), "");
        docker.docker(folder, "load", "--input", work.path("d.tar").toString());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.FULL)).isEqualTo(images.full());
    }

    @ParameterizedTest
    @CsvSource({"oci, ''", "oci-archive, ''", "oci, --archive classic", "docker-archive, ''"})
    void severalImagesComeBackAndShareTheirLayers(String scheme, String back) throws Exception {
        work.copy("docker-archive:" + images.both(), work.at(scheme, "between"), "--all-images");
        work.copy(work.at(scheme, "between"), work.at("docker-archive", "back.tar"), "--all-images " + back);
        docker.docker(folder, "load", "--input", work.path("back.tar").toString());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.FULL)).isEqualTo(images.full());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.SLIM)).isEqualTo(images.slim());
        List<String> entries = work.peer("tar", "-tf", "back.tar").lines().toList();
        assertThat(entries).doesNotHaveDuplicates();
        List<String> big = work.peer("tar", "-tvf", "back.tar")
                .lines()
                .filter(line -> !line.startsWith("l") && size(line) > 1_000_000)
                .toList();
        assertThat(big).as("copies of the layer with busybox").hasSize(1);
    }

    @Test
    void takesOneOfSeveralByName() throws Exception {
        work.copy("docker-archive:" + images.both() + ":" + BuiltImages.SLIM, work.at("oci", "lay"), "");
        work.copy(work.at("oci", "lay"), work.at("docker-archive", "back.tar"), "");
        docker.docker(folder, "load", "--input", work.path("back.tar").toString());
        assertThat(docker.docker(folder, "images", "--format", "{{.Repository}}:{{.Tag}}"))
                .isEqualTo(BuiltImages.SLIM + "\n");
        assertThat(BuiltImage.look(docker, folder, BuiltImages.SLIM)).isEqualTo(images.slim());
    }

    /** The second image gets its layers from a pipe, the third gives them to one. */
    @Test
    void comesBackThroughPipes() throws Exception {
        ChildProcess child = new ChildProcess(folder);
        String there = child.shell("copy", "docker-archive:-", work.at("oci", "lay"));
        String back = child.shell("copy", work.at("oci", "lay"), "docker-archive:-");
        work.peer(
                "bash",
                "-o",
                "pipefail",
                "-ec",
                "gzip -1 <'" + images.one() + "' | " + there + "; " + back + " >back.tar");
        docker.docker(folder, "load", "--input", work.path("back.tar").toString());
        assertThat(BuiltImage.look(docker, folder, BuiltImages.FULL)).isEqualTo(images.full());
    }

    private static long size(String line) {
        return Long.parseLong(line.strip().split(" +")[2]);
    }
}
