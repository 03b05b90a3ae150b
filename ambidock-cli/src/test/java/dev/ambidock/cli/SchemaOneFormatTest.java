// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The format docker-v1 makes schema 1 of images where it can stand, and refuses before any write where it cannot. */
class SchemaOneFormatTest extends RegistryCommands {
    private static final String SIGNED = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    @BeforeEach
    void images() throws IOException {
        session.lay("team/app", "v1", SampleImages.oci());
        session.lay("team/app", "list", SampleImages.list());
    }

    @Test
    void aTagIsLoweredInPlaceUnderItsName() {
        Result result = session.done("convert HOST/team/app:v1 --to docker-v1");
        assertThat(session.type("team/app", "v1")).isEqualTo(SIGNED);
        assertThat(result.out()).isEqualTo(session.tagged("team/app", "v1") + "\n");
        assertThat(result.err()).contains("lost: ", "schema 1", "OCI -> Docker schema 1");
        assertThat(session.done("inspect HOST/team/app:v1 --raw").out())
                .contains("\"name\": \"team/app\"", "\"tag\": \"v1\"");
        assertThat(session.done("verify HOST/team/app:v1").out()).startsWith("sound");
    }

    @Test
    void nothingThatRefersToItIsWritten() {
        session.done("convert HOST/team/app:v1 --to docker-v1");
        assertThat(session.writes()).noneMatch(w -> w.path().contains("manifests/sha256"));
        String digest = session.tagged("team/app", "v1");
        assertThat(session.done("tags HOST/team/app").out()).doesNotContain(digest.replace(':', '-'));
    }

    @Test
    void aDryRunTellsTheDigest() {
        Result dry = session.done("convert HOST/team/app:v1 --to docker-v1 --dry-run");
        assertThat(session.writes()).isEmpty();
        assertThat(dry.out())
                .contains(session.done("convert HOST/team/app:v1 --to docker-v1")
                        .out()
                        .strip());
    }

    @Test
    void aFlatFolderTakesTheNameOfTheSource() throws IOException {
        session.done("copy HOST/team/app:v1 dir:@flat --format docker-v1");
        assertThat(Files.readString(folder.resolve("flat/manifest.json"))).contains("\"tag\": \"");
        assertThat(session.done("verify dir:@flat").out()).startsWith("sound");
    }

    @Test
    void ofSeveralPlatformsOneIsChosen() {
        assertThat(session.fails(4, "convert HOST/team/app:list --to docker-v1").err())
                .contains("schema 1 takes one", "--platform");
        assertThat(session.writes()).isEmpty();
        session.done("convert HOST/team/app:list --to docker-v1 --platform linux/amd64");
        assertThat(session.type("team/app", "list")).isEqualTo(SIGNED);
    }

    @Test
    void placesThatCannotHoldItRefuse() {
        for (String place : new String[] {"oci:@x", "docker-archive:@x.tar", "oci-archive:@x.tar"}) {
            assertThat(session.fails(4, "copy HOST/team/app:v1 " + place + " --format docker-v1")
                            .err())
                    .contains("does not take Docker schema 1");
        }
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve("x.tar")).doesNotExist();
    }

    @Test
    void aDocumentHasNoNameToTell() throws IOException {
        Files.writeString(folder.resolve("m.json"), "{}");
        assertThat(session.fails(2, "convert @m.json --to docker-v1").err()).contains("--to docker-v1", "repository");
    }
}
