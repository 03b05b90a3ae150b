// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of the time before Docker 1.10, as an engine reads them that still does. */
@ExtendWith(Peers.class)
class OldArchivesTest {
    private static final String NAME = "old.example/app:1";
    private static final String BASE = "a".repeat(64);
    private static final String TOP = "b".repeat(64);

    @TempDir
    Path folder;

    private final DockerDaemon docker;
    private Workbench work;

    OldArchivesTest(DockerDaemon docker) {
        this.docker = docker;
    }

    @BeforeEach
    void emptyPlaces() throws Exception {
        work = new Workbench(folder);
        docker.clear(folder);
    }

    /** The version decides whether Docker keeps the text or reads it into its structs and writes it anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'docker_version':'1.9.1',",
                "'docker_version':'1.8.3-rc1',",
                "'docker_version':'1.6.0','container':'f00','Size':7,",
                ""
            })
    void imageIdIsTheEngines(String version) throws Exception {
        Path old = Files.createDirectories(work.path("old"));
        layer(old, BASE, "'created':'2015-06-01T12:00:00.120Z','container_config':{'Cmd':'one <string>'}", "base");
        layer(
                old,
                TOP,
                "'parent':'" + BASE + "'," + version + "'created':'2015-06-02T12:00:00+02:00','author':'me & you',"
                        + "'container_config':{'Cmd':['/bin/sh','-c','#(nop) ENV A=b']},'config':{'Env':['A=b'],"
                        + "'ExposedPorts':{'80/tcp':{},'443/tcp':{}},'Labels':{'b':'2','a':'1'},'Memory':0},"
                        + "'architecture':'amd64','x.unknown':[ 1, 2.50 ]",
                "top");
        Files.writeString(old.resolve("repositories"), q("{'old.example/app':{'1':'" + TOP + "'}}"));
        work.peer("tar", "-cf", work.path("old.tar").toString(), "-C", old.toString(), BASE, TOP, "repositories");
        docker.docker(folder, "load", "--input", work.path("old.tar").toString());
        String id =
                docker.docker(folder, "inspect", "--format", "{{.Id}}", NAME).strip();
        assertThat(Session.digest(work.ambidock("inspect", "--config", work.at("docker-archive", "old.tar"))
                        .out()))
                .isEqualTo(id);
        docker.clear(folder);
        work.copy(work.at("docker-archive", "old.tar"), work.at("oci", "lay"), "");
        work.copy(work.at("oci", "lay"), work.at("docker-archive", "new.tar"), "");
        docker.docker(folder, "load", "--input", work.path("new.tar").toString());
        assertThat(docker.docker(folder, "inspect", "--format", "{{.Id}}", NAME).strip())
                .isEqualTo(id);
    }

    private void layer(Path old, String id, String json, String content) throws IOException, InterruptedException {
        Path layer = Files.createDirectories(old.resolve(id));
        Files.writeString(layer.resolve("VERSION"), "1.0");
        Files.writeString(layer.resolve("json"), q("{'id':'" + id + "','os':'linux'," + json + "}"));
        Files.writeString(work.path(content), content);
        work.peer("tar", "-cf", layer.resolve("layer.tar").toString(), "-C", folder.toString(), content);
    }

    private static String q(String json) {
        return json.replace('\'', '"');
    }
}
