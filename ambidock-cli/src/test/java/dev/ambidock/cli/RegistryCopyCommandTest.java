// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.model.Bytes;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.WireLog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** copy, digest, verify and diff take a registry's images as they take those of any other place. */
class RegistryCopyCommandTest extends RegistryCommands {
    private static final WholeImage DOCKER = SampleImages.docker();
    private static final WholeImage OCI = SampleImages.oci();

    private String docker;
    private String oci;

    @BeforeEach
    void images() throws IOException {
        docker = session.lay("x", "v1", DOCKER);
        oci = session.lay("x", "oci", OCI);
        session.lay("x", "list", SampleImages.list());
    }

    private static List<WholeImage.Part> layers(WholeImage image) {
        return image.blobs().stream()
                .filter(part -> part.descriptor().mediaType().text().contains("tar"))
                .toList();
    }

    @Test
    void withinARegistryNoBlobIsMoved() {
        Result result = session.done("copy docker://HOST/x:v1 docker://HOST/y:v1");
        assertThat(result.out()).isEqualTo(docker + "\n");
        assertThat(session.tagged("y", "v1")).isEqualTo(docker);
        for (WireLog.Entry entry : session.requests()) {
            boolean manifest = entry.path().contains("/manifests/");
            assertThat(entry.received().get())
                    .as(entry.path())
                    .isEqualTo(
                            manifest && entry.method().equals("PUT")
                                    ? DOCKER.root().size()
                                    : 0);
        }
        for (WholeImage.Part layer : layers(DOCKER)) {
            String digest = layer.descriptor().digest().toString();
            assertThat(session.registry().wire().of("GET", digest)).isEmpty();
            assertThat(session.registry().content().blob("y", layer.descriptor().digest()))
                    .isPresent();
        }
        assertThat(layers(DOCKER)).hasSize(2);
        assertThat(session.registry().wire().of("POST", "/v2/y/blobs/uploads/"))
                .hasSize(3)
                .allMatch(e -> e.query().contains("mount=") && e.status().get() == 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "oci", "list"})
    void throughALayoutAndBackTheDigestIsTheFirst(String tag) {
        String first = session.tagged("x", tag);
        session.done("copy docker://HOST/x:" + tag + " oci:@layout");
        String format = tag.equals("oci") ? "oci" : "docker";
        Result back = session.done("copy oci:@layout docker://HOST/back:v1 --format " + format);
        assertThat(back.out()).isEqualTo(first + "\n");
        assertThat(session.tagged("back", "v1")).isEqualTo(first);
        assertThat(session.done("verify docker://HOST/back:v1").out()).startsWith("sound");
    }

    @Test
    void throughADockerArchiveAndBackAnOciImageIsRestored() {
        String archive = session.done("copy HOST/x:oci docker-archive:@a.tar").out();
        assertThat(archive.strip()).isNotEqualTo(oci);
        Result back = session.done("copy docker-archive:@a.tar docker://HOST/back:v1 --format oci");
        assertThat(back.err()).contains("restored");
        assertThat(session.tagged("back", "v1")).isEqualTo(oci);
    }

    @Test
    void verifyReadsEveryLayerAndFindsTheOneThatIsNotWhatItsDigestSays() {
        Result sound = session.done("verify docker://HOST/x:v1");
        assertThat(sound.out()).startsWith("sound  " + docker);
        WholeImage.Part layer = layers(DOCKER).get(0);
        byte[] damaged = layer.content().toArray();
        damaged[damaged.length / 2] ^= 1;
        session.lay("bad", "v1", DOCKER.damaged(layer.descriptor().digest(), Bytes.of(damaged)));
        Result broken = session.run("verify docker://HOST/bad:v1");
        assertThat(broken.status()).isEqualTo(5);
        assertThat(broken.out() + broken.err())
                .contains(layer.descriptor().digest().toString());
        assertThat(session.run("copy docker://HOST/bad:v1 oci:@bad").status()).isEqualTo(1);
        assertThat(session.run("inspect oci:@bad").status()).isNotZero();
    }

    @Test
    void digestTellsWhatACopyWouldMake() {
        assertThat(session.done("digest docker://HOST/x:oci").out()).isEqualTo(oci + "\n");
        Result promised = session.done("digest docker://HOST/x:oci --as docker");
        assertThat(session.writes()).isEmpty();
        assertThat(promised.out()).isNotEqualTo(oci + "\n");
        assertThat(session.done("copy HOST/x:oci HOST/made:v1 --format docker").out())
                .isEqualTo(promised.out());
        assertThat(session.done("digest HOST/x:v1 --as docker").out()).isEqualTo(docker + "\n");
    }

    @Test
    void diffTellsTheSameFromTheDifferent() {
        assertThat(session.done("diff docker://HOST/x:v1 HOST/x:v1").out()).startsWith("identical");
        session.done("copy HOST/x:v1 HOST/y:v1 --format oci");
        assertThat(session.done("diff HOST/x:v1 HOST/y:v1").out())
                .startsWith("the same image")
                .contains(docker, session.tagged("y", "v1"));
        Result different = session.run("diff HOST/x:v1 HOST/x:oci");
        assertThat(different.status()).isEqualTo(5);
        assertThat(different.out()).startsWith("different images");
        assertThat(session.writes()).isEmpty();
    }

    @Test
    void aTagIsSetOnlyOnceEverythingIsThere() {
        session.registry().faults().on("PUT", "/v2/broken/manifests/").answers(403);
        Result result = session.fails(1, "copy docker://HOST/x:v1 docker://HOST/broken:v1");
        assertThat(result.err()).contains("destination " + session.host() + "/broken", "403");
        assertThat(session.registry().content().tags("broken")).isEmpty();
    }
}
