// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.WholeImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no engine of today takes as it is becomes an archive that dockerd, podman and skopeo take. */
@ExtendWith(Peers.class)
class MadeForEnginesTest {
    private static final String NAME = "example.org/made:v1";

    @TempDir
    Path folder;

    private final DockerDaemon docker;
    private final PodmanStore podman;
    private Workbench work;

    MadeForEnginesTest(DockerDaemon docker, PodmanStore podman) {
        this.docker = docker;
        this.podman = podman;
    }

    @BeforeEach
    void emptyPlaces() throws Exception {
        PeerTool.need("skopeo");
        work = new Workbench(folder);
        docker.clear(folder);
        podman.clear(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--archive classic"})
    void zstdLayersBecomeOnesThatDockerReads(String options) throws Exception {
        WholeImage image = RunnableImages.saying(work, "it was zstd", Family.OCI, Compression.ZSTD)
                .named(NAME)
                .build();
        work.copy(work.layout("zstd", image), work.at("docker-archive", "out.tar"), options);
        List<String> layers = layers("out.tar");
        assertThat(layers).hasSize(2);
        for (String layer : layers) {
            assertThat(start("out.tar", layer)).startsWith(options.isEmpty() ? "1f8b08" : "");
        }
        assertThat(docker.docker(folder, "load", "--input", work.path("out.tar").toString()))
                .isEqualTo("Loaded image: " + NAME + "\n");
        assertEnginesAgree(image, "it was zstd\n");
    }

    @Test
    void imageOfSeveralPlatformsLoadsAsThatOfTheHost() throws Exception {
        WholeImage here = RunnableImages.saying(work, "the host's", Family.OCI, Compression.GZIP)
                .build();
        WholeImage elsewhere = RunnableImages.saying(work, "another's", Family.OCI, Compression.GZIP)
                .platform("linux/s390x")
                .build();
        WholeImage both = IndexDraft.of(Family.OCI)
                .entry("linux/s390x", elsewhere)
                .entry("linux/amd64", here)
                .named(NAME)
                .build();
        work.copy(work.layout("both", both), work.at("docker-archive", "out.tar"), "--platform linux/amd64");
        docker.docker(folder, "load", "--input", work.path("out.tar").toString());
        assertEnginesAgree(here, "the host's\n");
    }

    /** The record stands in the archive as one more entry, which no engine may take for an image. */
    @Test
    void engineSeesNothingOfTheOriginRecordAndTheWayBackDoes() throws Exception {
        WholeImage image = lossy();
        work.copy(work.layout("oci", image), work.at("docker-archive", "out.tar"), "");
        assertThat(work.peer("tar", "-xOf", "out.tar", "index.json")).contains("application/vnd.ambidock.origin.v1");
        assertThat(docker.docker(folder, "load", "--input", work.path("out.tar").toString()))
                .isEqualTo("Loaded image: " + NAME + "\n");
        assertEnginesAgree(image, "annotated\n");
        work.copy(work.at("docker-archive", "out.tar"), work.at("oci", "back"), "");
        assertThat(work.root(work.at("oci", "back") + ":v1"))
                .isEqualTo(image.content(image.root()).orElseThrow().utf8());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "oci-archive", "docker-archive"})
    void originRecordBringsTheOriginalBack(String scheme) throws Exception {
        WholeImage image = lossy();
        work.copy(work.layout("oci", image), work.at(scheme, "docker"), "--format docker");
        work.copy(work.at(scheme, "docker"), work.at("oci", "back"), "");
        assertThat(work.root(work.at("oci", "back") + ":v1"))
                .isEqualTo(image.content(image.root()).orElseThrow().utf8());
        work.copy(work.at(scheme, "docker"), work.at("oci", "ignored"), "--origin ignore");
        assertThat(work.root(work.at("oci", "ignored") + ":v1")).doesNotContain("org.example.lost");
    }

    /** These hold one image and nothing beside it: it comes alone, and the loss is told. */
    @ParameterizedTest
    @CsvSource({"dir, --format docker", "docker-archive, --archive classic --compress none"})
    void placeWithoutRoomForTheRecordGetsTheImageAlone(String scheme, String options) throws Exception {
        WholeImage image = lossy();
        String told = work.copy(work.layout("oci", image), work.at(scheme, "out"), options)
                .err();
        assertThat(told).contains("lost: ").contains("org.example.lost");
        assertThat(work.imageId(work.at(scheme, "out"))).isEqualTo(id(image));
        work.skopeo(work.at(scheme, "out"), work.at("oci", "theirs"), "");
    }

    private WholeImage lossy() throws Exception {
        return RunnableImages.saying(work, "annotated", Family.OCI, Compression.GZIP)
                .annotation("org.example.lost", "no Docker manifest has this")
                .named(NAME)
                .build();
    }

    /** The archive is loaded in docker already. */
    private void assertEnginesAgree(WholeImage image, String printed) throws Exception {
        String id = id(image);
        assertThat(docker.docker(folder, "images", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}"))
                .isEqualTo(NAME + " " + id + "\n");
        assertThat(docker.docker(folder, "run", "--rm", "--network=none", NAME)).isEqualTo(printed);
        podman.podman(folder, "load", "--input", work.path("out.tar").toString());
        assertThat(podman.images(folder)).isEqualTo(NAME + " " + id + "\n");
        assertThat(podman.run(folder, NAME)).isEqualTo(printed);
        assertThat(work.imageId(work.at("docker-archive", "out.tar"))).isEqualTo(id);
        work.skopeo(work.at("docker-archive", "out.tar"), work.at("dir", "theirs"), "");
    }

    private static String id(WholeImage image) {
        String manifest = image.content(image.root()).orElseThrow().utf8();
        int from = manifest.indexOf("sha256:", manifest.indexOf("\"config\""));
        return manifest.substring(from, from + 71);
    }

    private List<String> layers(String archive) throws Exception {
        return work.peer("bash", "-c", "tar -xOf '" + archive + "' manifest.json | jq -r '.[].Layers[]'")
                .lines()
                .toList();
    }

    private String start(String archive, String entry) throws Exception {
        Path file = Files.createTempFile(folder, "layer", "");
        work.peer("bash", "-c", "tar -xOf '" + archive + "' '" + entry + "' >'" + file + "'");
        return HexFormat.of().formatHex(Files.readAllBytes(file), 0, 3);
    }
}
