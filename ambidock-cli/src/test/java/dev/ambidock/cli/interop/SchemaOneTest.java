// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Images that skopeo pushes as schema 1 to a real registry come through to both families, and a real daemon runs them;
 * and back.
 */
class SchemaOneTest extends RegistryAndDaemon {
    SchemaOneTest(DockerDaemon docker, BuiltImages images) {
        super(docker, images);
    }

    /** Pushes a real image as schema 1, and gives its name. */
    private String old(String repository) throws Exception {
        String name = registry.host() + "/" + repository + ":v1";
        work.skopeo("docker-archive:" + images.one(), "docker://" + name, "--dest-tls-verify=false --format v2s1");
        assertThat(work.peer("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + name))
                .contains("\"schemaVersion\":1");
        return name;
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "docker"})
    void comesThroughInPlaceAndRuns(String family) throws Exception {
        String name = old("raised-" + family);
        work.ambidock("verify", name);
        String digest = work.ambidock("convert", name, "--to", family).out().strip();
        assertThat(work.ambidock("verify", name).out()).startsWith("sound").contains(digest);
        work.skopeo("docker://" + name, work.at("dir", "pulled"), "--src-tls-verify=false");
        assertThat(work.imageId(work.at("dir", "pulled")))
                .isEqualTo(images.full().id());
        docker.docker(folder, "pull", "--quiet", name);
        assertThat(BuiltImage.look(docker, folder, name).id())
                .isEqualTo(images.full().id());
        assertThat(BuiltImage.look(docker, folder, name).printed())
                .isEqualTo(images.full().printed());
    }

    @Test
    void comesOutOfAFlatFolderThatSkopeoWrote() throws Exception {
        String name = old("flat");
        work.skopeo("docker://" + name, work.at("dir", "flat"), "--src-tls-verify=false");
        assertThat(Files.readString(work.path("flat").resolve("manifest.json"))).contains("\"schemaVersion\":1");
        work.copy(work.at("dir", "flat"), work.at("docker-archive", "out.tar") + ":ambidock.test/old:v1", "");
        docker.docker(folder, "load", "--input", work.path("out.tar").toString());
        assertThat(BuiltImage.look(docker, folder, "ambidock.test/old:v1").id())
                .isEqualTo(images.full().id());
    }

    @Test
    void isKeptToTheByteOnRequest() throws Exception {
        String name = old("kept");
        String digest = work.ambidock("digest", name).out();
        assertThat(work.peer("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", "docker://" + name))
                .isEqualTo(digest);
        work.ambidock("copy", name, registry.host() + "/kept-again:v1", "--format", "keep");
        assertThat(work.ambidock("digest", registry.host() + "/kept-again:v1").out())
                .isEqualTo(digest);
        work.ambidock("copy", name, work.at("dir", "kept"), "--format", "keep");
        assertThat(work.ambidock("digest", work.at("dir", "kept")).out()).isEqualTo(digest);
        work.ambidock("verify", work.at("dir", "kept"));
        assertThat(work.attempt("copy", name, work.at("oci", "none"), "--format", "keep")
                        .status())
                .isEqualTo(4);
        assertThat(work.path("none")).doesNotExist();
    }

    @Test
    void isMadeOnRequestAsTheRegistryItselfMakesIt() throws Exception {
        String name = registry.host() + "/lowered:v1";
        work.skopeo("docker-archive:" + images.one(), "docker://" + name, "--dest-tls-verify=false --format v2s2");
        String own = digestForClientsWithoutAccept("/v2/lowered/manifests/v1");
        String digest =
                work.ambidock("convert", name, "--to", "docker-v1").out().strip();
        assertThat(digest).isEqualTo(own);
        assertThat(work.ambidock("verify", name).out()).startsWith("sound").contains(digest);
        assertThat(work.ambidock("copy", name, work.at("dir", "old"), "--format", "docker-v1")
                        .out())
                .startsWith(digest);
        work.skopeo("docker://" + name, work.at("dir", "pulled"), "--src-tls-verify=false --format v2s2");
        assertThat(work.imageId(work.at("dir", "pulled")))
                .isEqualTo(images.full().id());
        docker.docker(folder, "pull", "--quiet", name);
        BuiltImage pulled = BuiltImage.look(docker, folder, name);
        assertThat(pulled.id()).isEqualTo(images.full().id());
        assertThat(pulled.printed()).isEqualTo(images.full().printed());
    }

    /** A registry with schema 1 enabled makes it of a tag for those who ask for nothing newer. */
    private String digestForClientsWithoutAccept(String path) throws Exception {
        HttpRequest asked = HttpRequest.newBuilder(URI.create("http://" + registry.host() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(asked, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElseThrow();
    }

    @Test
    void aDryRunSaysWhatWillBe() throws Exception {
        String name = old("dry");
        String plan = work.ambidock("convert", name, "--to", "oci", "--dry-run", "--output", "json")
                .out();
        String digest = work.ambidock("convert", name, "--to", "oci").out().strip();
        assertThat(plan).contains("\"digest\":\"" + digest + "\"");
    }
}
