// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.Attestations;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Skopeo copies what we make of an image of several platforms, all of it, and finds every link of an attestation intact.
 * Written against skopeo 1.9.3, which finds a Docker list in a layout only where it is the one entry.
 */
class SkopeoIndexTest {
    private static final String NAME = "example.org/index:v1";

    @TempDir
    Path folder;

    private Workbench work;

    @BeforeEach
    void peers() {
        PeerTool.need("skopeo");
        PeerTool.need("jq");
        work = new Workbench(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER", "OCI"})
    void attestationsOfBothStylesStayInAnOciIndex(Family source) throws Exception {
        work.copy(work.layout("in", attested(source)), work.at("oci", "out"), "");
        work.skopeo(work.at("oci", "out") + ":v1", work.at("dir", "theirs"), "--all");
        assertThat(types("theirs")).hasSize(4).containsOnly("application/vnd.oci.image.manifest.v1+json");
        assertLinked("theirs", 2);
    }

    /** Skopeo takes OCI manifests in a Docker list, as every engine does. */
    @ParameterizedTest
    @EnumSource(names = {"DOCKER", "OCI"})
    void attestationsOfBothStylesStayInADockerListOnRequest(Family source) throws Exception {
        work.copy(
                work.layout("in", attested(source)),
                work.at("oci", "out"),
                "--format docker --attestations keep --origin off");
        work.skopeo(work.at("oci", "out"), work.at("dir", "theirs"), "--all");
        assertThat(types("theirs"))
                .containsExactly(
                        "application/vnd.docker.distribution.manifest.v2+json",
                        "application/vnd.docker.distribution.manifest.v2+json",
                        "application/vnd.oci.image.manifest.v1+json",
                        "application/vnd.oci.image.manifest.v1+json");
        assertLinked("theirs", 2);
    }

    @ParameterizedTest
    @CsvSource({
        "oci, DOCKER",
        "oci, OCI",
        "docker, DOCKER",
        "docker, OCI",
    })
    void droppedAttestationsLeaveACleanIndex(String target, Family source) throws Exception {
        work.copy(
                work.layout("in", attested(source)),
                work.at("oci", "out"),
                "--format " + target + " --attestations drop --origin off");
        work.skopeo(work.at("oci", "out"), work.at("dir", "theirs"), "--all");
        assertThat(types("theirs")).hasSize(2).allMatch(type -> type.contains("." + target + "."));
        assertLinked("theirs", 0);
    }

    /** As referrers they stand beside the index, which skopeo then finds by its name. */
    @ParameterizedTest
    @EnumSource(names = {"DOCKER", "OCI"})
    void attestationsBecomeReferrersOnRequest(Family source) throws Exception {
        work.copy(work.layout("in", attested(source)), work.at("oci", "out"), "--attestations referrers");
        work.skopeo(work.at("oci", "out") + ":v1", work.at("dir", "theirs"), "--all");
        assertThat(types("theirs")).hasSize(2);
        List<String> unnamed = jq(
                work.path("out/index.json"),
                ".manifests[] | select(.annotations == null or"
                        + " (.annotations | has(\"org.opencontainers.image.ref.name\") | not)) | .digest");
        assertThat(unnamed).hasSize(2);
        List<String> images = jq(work.path("theirs/manifest.json"), ".manifests[].digest");
        for (String digest : unnamed) {
            Path manifest = work.path("out/blobs/sha256").resolve(digest.substring(7));
            assertThat(jq(manifest, ".subject.digest")).containsAnyElementsOf(images);
            work.ambidock("verify", work.at("oci", "out") + "@" + digest);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "oci-archive", "dir"})
    void listAndIndexComeBackThroughSkopeo(String scheme) throws Exception {
        WholeImage list = SampleImages.list(NAME);
        String name = scheme.equals("dir") ? "" : ":v1";
        work.copy(work.layout("in", list), work.at(scheme, "out"), "--format oci");
        work.skopeo(work.at(scheme, "out") + name, work.at("dir", "theirs"), "--all");
        work.copy(work.at("dir", "theirs"), work.at("oci", "back"), "--format docker");
        assertThat(work.root(work.at("oci", "back")))
                .isEqualTo(list.content(list.root()).orElseThrow().utf8());
    }

    /** Of an image of several platforms, an archive for Docker holds one to load; all of them stand in its layout. */
    @Test
    void hybridHoldsAllPlatforms() throws Exception {
        work.copy(work.layout("in", SampleImages.list(NAME)), work.at("docker-archive", "out.tar"), "");
        work.skopeo(work.at("oci-archive", "out.tar"), work.at("dir", "all"), "--all");
        assertThat(types("all")).hasSize(2);
        work.skopeo(work.at("docker-archive", "out.tar"), work.at("dir", "one"), "");
        assertThat(jq(work.path("one/manifest.json"), ".config.digest")).hasSize(1);
    }

    @Test
    void filteredIndexHasNoDanglingEntry() throws Exception {
        work.copy(work.layout("in", attested(Family.OCI)), work.at("oci", "out"), "--platform linux/arm64");
        work.skopeo(work.at("oci", "out") + ":v1", work.at("dir", "theirs"), "--all");
        assertThat(types("theirs")).hasSize(2);
        assertLinked("theirs", 1);
    }

    private static WholeImage attested(Family family) {
        WholeImage amd64 = image(family, "linux/amd64");
        WholeImage arm64 = image(family, "linux/arm64");
        return IndexDraft.of(family)
                .entry("linux/amd64", amd64)
                .entry("linux/arm64", arm64)
                .attestation(Attestations.imageStyle(amd64), amd64)
                .attestation(Attestations.artifactStyle(arm64), arm64)
                .named(NAME)
                .build();
    }

    private static WholeImage image(Family family, String platform) {
        return ImageDraft.of(family)
                .platform(platform)
                .layer(LayerDraft.of("etc/platform", platform))
                .build();
    }

    private List<String> types(String flat) throws Exception {
        return jq(work.path(flat + "/manifest.json"), ".manifests[].mediaType");
    }

    /** Every attestation names an image of the index, by its entry's annotation and, if it has one, by its subject. */
    private void assertLinked(String flat, int attestations) throws Exception {
        Path index = work.path(flat + "/manifest.json");
        List<String> images = jq(index, ".manifests[] | select(.platform.os != \"unknown\") | .digest");
        List<String> linked = jq(index, ".manifests[].annotations[\"vnd.docker.reference.digest\"]? // empty");
        assertThat(linked).hasSize(attestations);
        assertThat(images).containsAll(linked);
        for (String attestation : jq(index, ".manifests[] | select(.platform.os == \"unknown\") | .digest")) {
            assertThat(images).containsAll(jq(document(flat, attestation), ".subject.digest // empty"));
        }
    }

    private Path document(String flat, String digest) throws IOException {
        Path file = work.path(flat).resolve(digest.substring(7) + ".manifest.json");
        assertThat(Session.digest(Files.readAllBytes(file))).isEqualTo(digest);
        return file;
    }

    private List<String> jq(Path file, String question) throws Exception {
        return work.peer("jq", "-r", question, file.toString()).lines().toList();
    }
}
