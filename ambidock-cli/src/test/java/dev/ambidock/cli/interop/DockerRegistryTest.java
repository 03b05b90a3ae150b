// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real registry between a real dockerd and Ambidock. */
class DockerRegistryTest extends RegistryAndDaemon {
    private static final Pattern WRITTEN = Pattern.compile("\"http.response.written\":(\\d+)");

    private String name;

    DockerRegistryTest(DockerDaemon docker, BuiltImages images) {
        super(docker, images);
    }

    @BeforeEach
    void push() throws Exception {
        name = registry.host() + "/team/full:v1";
        docker.docker(folder, "load", "--input", images.one().toString());
        docker.docker(folder, "tag", BuiltImages.FULL, name);
        docker.docker(folder, "push", name);
        docker.clear(folder);
    }

    @Test
    void aTagIsConvertedInPlaceAndTheOriginalDigestReturns() throws Exception {
        String original = digest(name);
        for (String family : List.of("oci", "docker")) {
            int before = registry.requests().size();
            String converted =
                    work.ambidock("convert", name, "--to", family).out().strip();
            List<String> requests =
                    registry.requests().subList(before, registry.requests().size());
            assertThat(requests).hasSizeLessThanOrEqualTo(8);
            assertThat(requests.stream().mapToLong(DockerRegistryTest::written).sum())
                    .isLessThan(20_000);
            assertThat(digest(name)).isEqualTo(converted);
            assertThat(converted.equals(original)).isEqualTo(family.equals("docker"));
            work.ambidock("verify", name);
            assertRuns(registry.host() + "/team/full@" + converted);
            assertRuns(registry.host() + "/team/full@" + original);
        }
    }

    private String digest(String reference) {
        return work.ambidock("digest", reference).out().strip();
    }

    private static long written(String request) {
        Matcher matcher = WRITTEN.matcher(request);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** The image ID stays, and so does what the image does. */
    private void assertRuns(String reference) throws Exception {
        docker.docker(folder, "pull", reference);
        BuiltImage pulled = BuiltImage.look(docker, folder, reference);
        assertThat(pulled.id()).isEqualTo(images.full().id());
        assertThat(pulled.printed()).isEqualTo(images.full().printed());
        docker.clear(folder);
    }

    @Test
    void anotherRepositoryMountsAndSkopeoAgrees() throws Exception {
        int before = registry.requests().size();
        work.ambidock("copy", name, registry.host() + "/other/full:v2", "--format", "oci");
        List<String> requests =
                registry.requests().subList(before, registry.requests().size());
        assertThat(requests).filteredOn(r -> r.contains("\"PATCH\"")).isEmpty();
        assertThat(requests).filteredOn(r -> r.contains("mount=sha256")).isNotEmpty();
        work.skopeo(
                "docker://" + registry.host() + "/other/full:v2",
                work.at("oci", "pulled") + ":v2",
                "--src-tls-verify=false");
        assertThat(work.imageId(work.at("oci", "pulled") + ":v2"))
                .isEqualTo(images.full().id());
        assertRuns(registry.host() + "/other/full:v2");
    }

    @Test
    void whatALayoutHoldsIsPushedAndRuns() throws Exception {
        work.copy("docker-archive:" + images.one(), work.at("oci", "lay"), "");
        work.ambidock("copy", work.at("oci", "lay"), registry.host() + "/fresh:v3");
        assertRuns(registry.host() + "/fresh:v3");
        assertThat(work.ambidock("tags", registry.host() + "/fresh").out()).isEqualTo("v3\n");
        assertThat(work.attempt("inspect", registry.host() + "/fresh:none").err())
                .contains("v3");
    }

    @Test
    void anImageOfTheDaemonGoesAroundByItsApi() throws Exception {
        docker.docker(folder, "load", "--input", images.one().toString());
        String host = "unix://" + docker.home().resolve("socket");
        work.ambidock("copy", "docker-daemon:" + BuiltImages.FULL, work.at("oci", "lay"), "--docker-host", host);
        work.ambidock("copy", work.at("oci", "lay"), "docker-daemon:ambidock.test/again:v9", "--docker-host", host);
        BuiltImage again = BuiltImage.look(docker, folder, "ambidock.test/again:v9");
        assertThat(again.id()).isEqualTo(images.full().id());
        assertThat(again.printed()).isEqualTo(images.full().printed());
        work.ambidock(
                "copy", "docker-daemon:" + images.full().id(), registry.host() + "/by-id:v1", "--docker-host", host);
        assertRuns(registry.host() + "/by-id:v1");
    }

    @Test
    void anEngineThatIsNotThereIsToldPlainly() throws IOException {
        assertThat(work.attempt("copy", "docker-daemon:x:y", work.at("oci", "lay"), "--docker-host", "unix:///nowhere")
                        .err())
                .contains("/nowhere")
                .contains("there is no such socket")
                .contains("DOCKER_HOST");
        assertThat(folder.resolve("lay")).doesNotExist();
    }
}
