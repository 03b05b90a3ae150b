// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static dev.ambidock.cli.ImagePlaces.INDEX;
import static dev.ambidock.cli.ImagePlaces.NAME;
import static dev.ambidock.cli.ImagePlaces.OCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What copy prints and writes beside the image: digests, plans, mappings, events, pipes. */
class CopyOutputTest extends PlacesCommands {
    @Test
    void printsTheDigestAloneAndTellsTheRestBeside() {
        Result result = done("copy oci:@one docker-archive:@out.tar");
        assertThat(result.out()).isEqualTo(digest("docker-archive:@out.tar") + "\n");
        assertThat(result.err())
                .contains("copied " + NAME + " to docker-archive:" + folder + "/out.tar: OCI -> Docker")
                .contains("3 blobs moved")
                .contains("lost: ")
                .contains("annotation");
        assertThat(done("copy oci:@one docker-archive:@again.tar --quiet").err())
                .isEmpty();
    }

    @Test
    void aDryRunTellsThePlanAndWritesNothing() throws IOException {
        Result plan = done("copy oci:@one docker-archive:@out.tar --dry-run --mapping @map --digestfile @digest");
        assertThat(plan.out()).contains("plan: OCI -> Docker, nothing written").contains("/annotations");
        assertThat(folder.resolve("out.tar")).doesNotExist();
        assertThat(folder.resolve("map")).doesNotExist();
        assertThat(folder.resolve("digest")).doesNotExist();
        done("copy oci:@one oci:@layout --dry-run");
        assertThat(folder.resolve("layout")).doesNotExist();
        String json = done("copy oci:@one docker-archive:@out.tar --dry-run --output json")
                .out();
        assertThat(json)
                .startsWith("{\"schema\":\"ambidock.copy.v1\",\"from\":\"oci:" + folder + "/one\"")
                .contains("\"dryRun\":true")
                .contains("\"plan\":{\"target\":\"docker\"");
        String promised = json.replaceFirst(
                ".*?\"root\":\\{\"state\":\"known\",\"mediaType\":\"[^\"]*\",\"digest\":\"([^\"]*)\".*\\n", "$1");
        assertThat(done("copy oci:@one docker-archive:@out.tar").out().strip()).isEqualTo(promised);
    }

    @Test
    void writesTheMappingOfRootAndChildren() throws IOException {
        Result result = done("copy oci:@many:multi:3 oci:@out --format docker --mapping @map --digestfile @digest");
        List<String> lines = Files.readAllLines(folder.resolve("map"));
        assertThat(lines.get(0))
                .contains("\"oldDigest\":\"" + digest(INDEX) + "\"")
                .contains("\"newDigest\":\"" + result.out().strip() + "\"")
                .contains("\"from\":\"oci:" + folder + "/many:multi:3\"")
                .contains("\"to\":\"oci:" + folder + "/out\"");
        assertThat(lines)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(l -> l.startsWith("{\"schema\":\"ambidock.mapping.v1\""));
        assertThat(lines).anyMatch(l -> l.contains("\"platform\":\"linux/amd64\""));
        assertThat(Files.readString(folder.resolve("digest")))
                .isEqualTo(result.out().strip());
        Result nowhere = cli.run("copy", "oci:@one", "oci:@late", "--mapping", "@no/such/folder/map");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(folder.resolve("late")).doesNotExist();
    }

    @Test
    void tellsEverythingAsJson() {
        Result result = done("copy oci:@one oci:@out --format docker --output json");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("{\"schema\":\"ambidock.copy.v1\"")
                .contains("\"dryRun\":false")
                .contains("\"names\":[\"" + NAME + "\"]")
                .contains("\"blobsMoved\":3")
                .contains("\"result\":{\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\"")
                .contains("\"code\":\"annotation-drop\"")
                .endsWith("}\n");
        assertThat(result.out().lines()).hasSize(1);
    }

    @Test
    void tellsProgressAsEvents() {
        Result result = done("copy oci:@one oci:@out --progress jsonl --quiet --jobs 1");
        List<String> events = result.err().lines().toList();
        assertThat(events).allMatch(l -> l.startsWith("{\"schema\":\"ambidock.progress.v1\",\"event\":\""));
        assertThat(events.get(0)).contains("\"event\":\"plan\"").contains("\"blobsTotal\":3");
        assertThat(events.stream().filter(l -> l.contains("\"event\":\"end\""))).hasSize(3);
        assertThat(events.get(events.size() - 1)).contains("\"blobsEnded\":3");
        assertThat(done("copy oci:@one oci:@other --progress plain").err()).doesNotContain("progress:");
        assertThat(done("copy oci:@one oci:@third --progress none").err()).doesNotContain("progress");
    }

    @Test
    void skipsWhatIsThere() {
        done("copy oci:@one oci:@out");
        assertThat(done("copy oci:@one oci:@out").err())
                .contains("0 blobs moved")
                .contains("3 not needed");
    }

    @Test
    void readsAndWritesPipes() throws IOException {
        done("copy oci:@one docker-archive:@file.tar");
        Result piped = done("copy oci:@one docker-archive:-");
        assertThat(piped.bytes()).isEqualTo(cli.read("file.tar"));
        assertThat(piped.err()).contains(digest("docker-archive:@file.tar"));
        Result back = cli.run(cli.read("file.tar"), "copy", "docker-archive:-", "oci:@back");
        assertThat(back.out().strip()).isEqualTo(digest(OCI));
        assertThat(cli.run(cli.read("file.tar"), "inspect", "docker-archive:-", "--tree")
                        .out())
                .contains("  Docker  ");
        Result json = cli.run("copy", "oci:@one", "oci-archive:-", "--output", "json");
        assertThat(json.status()).isEqualTo(2);
        assertThat(json.err()).contains("cannot carry both");
    }

    @Test
    void usesTheFolderForTemporaryFiles() throws IOException {
        Files.createDirectory(folder.resolve("tmp"));
        done("copy oci:@one docker-archive:@a.tar");
        Result read = cli.run(cli.read("a.tar"), "copy", "docker-archive:-", "oci:@x", "--tmpdir", "@tmp");
        assertThat(read.status()).isZero();
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
        Result wrong = cli.run("copy", "oci:@one", "oci:@y", "--tmpdir", "@nowhere");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("--tmpdir: there is no folder");
        Session strange = new Session(folder).with(Map.of("AMBIDOCK_TMPDIR", folder + "/nowhere"));
        assertThat(strange.run("copy", "oci:@one", "oci:@y").err()).contains("AMBIDOCK_TMPDIR");
    }
}
