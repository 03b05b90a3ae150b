// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** inspect --lint names what is odd; verify --lint does not let it pass. */
class LintCommandsTest extends PlacesCommands {
    /** A Docker image with a config of OCI's type. */
    private static final WholeImage MIXED = ImageDraft.of(Family.DOCKER)
            .layer(LayerDraft.of("a", "b").compressed(Compression.GZIP))
            .configType(MediaTypes.OCI_CONFIG)
            .named("mixed")
            .build();

    @BeforeEach
    void mixed() throws IOException {
        ImagePlaces.layout(folder.resolve("mixed"), MIXED);
    }

    private String documentOf(WholeImage image) throws IOException {
        byte[] bytes = image.content(image.root()).orElseThrow().toArray();
        cli.write("mixed.json", new String(bytes, StandardCharsets.UTF_8));
        return "@mixed.json";
    }

    @Test
    void eachPlaceIsNamedByDocumentAndPointer() {
        assertThat(done("inspect oci:@mixed:mixed --lint").out())
                .isEqualTo("warning: sha256:" + MIXED.root().digest().shortHex()
                        + "#/config/mediaType mixed-families: the type is OCI's, the manifest is Docker's\n");
    }

    @Test
    void whereNothingIsOddItSaysSo() {
        assertThat(done("inspect oci:@many:app:v1 --lint").out()).isEqualTo("nothing odd\n");
        assertThat(done("inspect oci:@many:multi:3 --lint --output json").out())
                .startsWith("{\"schema\":\"ambidock.lint.v1\"")
                .contains("\"odd\":false,\"findings\":[]");
    }

    @Test
    void programsGetPointersToo() throws IOException {
        assertThat(done("inspect " + documentOf(MIXED) + " --lint --output json")
                        .out())
                .contains("\"odd\":true", "\"code\":\"mixed-families\"", "\"pointer\":\"/config/mediaType\"");
    }

    @Test
    void verificationFailsOnlyIfToldTo() throws IOException {
        String document = documentOf(MIXED);
        for (String ref : new String[] {"oci:@mixed:mixed", "oci:@mixed", document}) {
            assertThat(done("verify " + ref).out())
                    .startsWith("sound")
                    .contains("the type is OCI's, the manifest is Docker's");
            Result linted = cli.run("verify", ref, "--lint");
            assertThat(linted.status()).isEqualTo(5);
            assertThat(linted.out()).startsWith("sound").contains("/config/mediaType");
        }
        done("convert oci:@mixed:mixed --to docker");
        done("verify oci:@mixed:mixed --lint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci:@many", "dir:@flat", "oci:@zstd"})
    void soundPlacesPassTheLinter(String place) {
        assertThat(done("verify " + place + " --lint").out()).startsWith("sound");
    }

    @Test
    void viewsExcludeEachOther() {
        assertThat(cli.run("inspect", "oci:@many:app:v1", "--lint", "--raw").status())
                .isEqualTo(2);
    }
}
