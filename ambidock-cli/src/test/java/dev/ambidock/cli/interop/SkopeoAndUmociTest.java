// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Skopeo and umoci read what we make of an image that dockerd built. Tried with skopeo 1.9.3 and umoci 0.4.7. */
@ExtendWith(Peers.class)
class SkopeoAndUmociTest {
    @TempDir
    Path folder;

    private final BuiltImages images;
    private Workbench work;

    SkopeoAndUmociTest(BuiltImages images) {
        this.images = images;
    }

    @BeforeEach
    void peers() {
        PeerTool.need("skopeo");
        PeerTool.need("umoci");
        work = new Workbench(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "oci, '', ''",
        "oci, '', --compress gzip",
        "oci, '', --compress zstd",
        "oci, :v1, ''",
        "oci, '', --format docker",
        "oci-archive, '', ''",
        "oci-archive, :v1, --compress gzip",
        "docker-archive, '', ''",
        "docker-archive, :ambidock.test/full:v1, --compress gzip",
        "docker-archive, '', --archive classic",
        "docker-archive, :ambidock.test/full:v1, --archive classic",
        "dir, '', --format oci",
        "dir, '', --format docker --compress gzip",
    })
    void skopeoReadsTheImage(String scheme, String name, String options) throws Exception {
        work.copy("docker-archive:" + images.one(), work.at(scheme, "out"), options);
        String place = work.at(scheme, "out") + name;
        assertThat(work.imageId(place)).isEqualTo(images.full().id());
        assertThat(work.root(place)).contains(images.full().id());
        // Reads, checks and decompresses every layer.
        work.skopeo(place, work.at("oci", "theirs"), "");
        assertThat(work.peer("skopeo", "inspect", work.at("oci", "theirs"))).contains("GREETING=hello \\u003c");
    }

    /** The hybrid is an OCI layout too, which holds Docker's own types. */
    @Test
    void skopeoReadsTheHybridAsALayout() throws Exception {
        work.copy("docker-archive:" + images.one(), work.at("docker-archive", "out.tar"), "");
        assertThat(work.root(work.at("oci-archive", "out.tar")))
                .contains("application/vnd.docker.distribution.manifest.v2+json");
        assertThat(work.imageId(work.at("oci-archive", "out.tar")))
                .isEqualTo(images.full().id());
        work.skopeo(work.at("oci-archive", "out.tar"), work.at("dir", "theirs"), "");
    }

    @ParameterizedTest
    @CsvSource({"''", "--compress gzip"})
    void umociUnpacksTheLayout(String options) throws Exception {
        work.copy("docker-archive:" + images.one(), work.at("oci", "lay"), options);
        assertThat(work.peer("umoci", "ls", "--layout", "lay")).isEqualTo("v1\n");
        assertThat(work.peer("umoci", "stat", "--image", "lay:v1")).contains("ENTRYPOINT");
        boolean root = "root".equals(System.getProperty("user.name"));
        work.peer("umoci", "unpack", root ? "--keep-dirlinks" : "--rootless", "--image", "lay:v1", "bundle");
        Path srv = work.path("bundle/rootfs/srv");
        assertThat(Files.readString(srv.resolve("greeting"))).startsWith("greeting ");
        assertThat(Files.readSymbolicLink(srv.resolve("soft"))).hasToString("hard");
        assertThat(srv.resolve("gone")).doesNotExist();
        assertThat(Files.readString(work.path("bundle/config.json"))).contains("GREETING=hello \\u003c");
    }

    @Test
    void eachOfSeveralImagesIsFoundByItsName() throws Exception {
        work.copy("docker-archive:" + images.both(), work.at("oci", "lay"), "--all-images");
        work.copy("docker-archive:" + images.both(), work.at("docker-archive", "out.tar"), "--all-images");
        assertThat(work.imageId(work.at("oci", "lay") + ":v1"))
                .isEqualTo(images.full().id());
        assertThat(work.imageId(work.at("oci", "lay") + ":v2"))
                .isEqualTo(images.slim().id());
        String archive = work.at("docker-archive", "out.tar") + ":";
        assertThat(work.imageId(archive + BuiltImages.FULL))
                .isEqualTo(images.full().id());
        assertThat(work.imageId(archive + BuiltImages.SLIM))
                .isEqualTo(images.slim().id());
        // umoci lists tags in any order.
        assertThat(work.peer("umoci", "ls", "--layout", "lay").lines()).containsExactlyInAnyOrder("v1", "v2");
    }

    /** What skopeo wrote in each of its forms is read, and loses nothing more on the way. */
    @ParameterizedTest
    @CsvSource({
        "oci, --dest-compress-format zstd",
        "oci, --dest-oci-accept-uncompressed-layers",
        "oci-archive, ''",
        "docker-archive, ''",
        "dir, ''",
        "dir, --format oci",
        "dir, --dest-compress",
    })
    void readsWhatSkopeoWrote(String scheme, String options) throws Exception {
        work.skopeo("docker-archive:" + images.one(), work.at(scheme, "theirs"), options);
        String id = work.imageId(work.at(scheme, "theirs"));
        work.copy(work.at(scheme, "theirs"), work.at("oci", "ours"), "");
        assertThat(work.imageId(work.at("oci", "ours"))).isEqualTo(id);
        work.ambidock("verify", work.at("oci", "ours"));
        work.copy(work.at("oci", "ours"), work.at("docker-archive", "back.tar") + ":x.test/y:z", "");
        assertThat(work.imageId(work.at("docker-archive", "back.tar"))).isEqualTo(id);
        work.skopeo(work.at("docker-archive", "back.tar"), work.at("oci", "again"), "");
    }
}
