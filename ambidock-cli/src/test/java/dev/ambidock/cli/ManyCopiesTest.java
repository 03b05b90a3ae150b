// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.FakeTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several copies in one run: each for itself, told in order, on shared connections and tokens. */
class ManyCopiesTest extends RegistryCommands {
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    @BeforeEach
    void images() throws IOException {
        for (String tag : List.of("a", "b", "c", "d")) {
            session.lay("team/app", tag, SampleImages.docker());
        }
        session.lay("team/other", "x", SampleImages.oci());
    }

    private void list(String... lines) throws IOException {
        Files.write(
                folder.resolve("list"),
                List.of(lines).stream()
                        .map(l -> l.replace("HOST", session.host()).replace("@", folder + "/"))
                        .toList());
    }

    @Test
    void imagesAreConvertedWhereTheyAreAndToldInOrder() throws IOException {
        Result result = session.done(
                "convert --in-place HOST/team/app:a HOST/team/other:x HOST/team/app:b --to oci --mapping @map --digestfile @d");
        assertThat(result.out().lines())
                .containsExactly(
                        session.tagged("team/app", "a"),
                        session.tagged("team/other", "x"),
                        session.tagged("team/app", "b"));
        assertThat(session.type("team/app", "a")).isEqualTo(OCI);
        assertThat(session.type("team/app", "c")).isEqualTo(DOCKER);
        assertThat(result.err()).containsSubsequence("copied a ", "copied x ", "copied b ");
        assertThat(Files.readString(folder.resolve("d"))).isEqualTo(result.out());
        assertThat(Files.readAllLines(folder.resolve("map")))
                .extracting(
                        line -> line.replaceAll(".*\"from\":\"[^\"]*/team/", "").replaceAll("\".*", ""))
                .containsExactly("app:a", "other:x", "app:b");
    }

    @Test
    void whatFailsHindersNoOther() {
        Result result = session.run("convert --in-place HOST/team/app:a HOST/team/app:none HOST/team/app:b --to oci");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out().lines()).hasSize(2);
        assertThat(result.err())
                .containsSubsequence("copied a ", "team/app:none", "404", "copied b ", "1 of 3 copies failed");
        assertThat(session.type("team/app", "b")).isEqualTo(OCI);
    }

    @Test
    void whereAllFailTheStatusIsTheirs() {
        assertThat(session.run("convert --in-place HOST/team/app:m HOST/team/app:n")
                        .status())
                .isEqualTo(session.run("convert HOST/team/app:n").status());
        assertThat(session.run("convert --in-place HOST/team/app:a HOST/team/app:b --to oci --preserve-digests")
                        .status())
                .isEqualTo(4);
    }

    @Test
    void aFileNamesSourcesAndDestinations() throws IOException {
        list("# what goes where", "", "HOST/team/app:a HOST/new/app:1", "  HOST/team/other:x\tHOST/new/other:2  ");
        session.done("copy --from-file @list");
        assertThat(session.tagged("new/app", "1")).isEqualTo(session.tagged("team/app", "a"));
        assertThat(session.tagged("new/other", "2")).isEqualTo(session.tagged("team/other", "x"));
        list("HOST/team/app:a", "HOST/team/app:c HOST/new/app:3");
        session.done("convert --from-file @list --to oci");
        assertThat(session.type("team/app", "a")).isEqualTo(OCI);
        assertThat(session.type("team/app", "c")).isEqualTo(DOCKER);
        assertThat(session.type("new/app", "3")).isEqualTo(OCI);
    }

    @Test
    void standardInputMayBeTheFile() {
        Result result = session.typing(
                "HOST/team/app:a\nHOST/team/app:b\n".replace("HOST", session.host()), "copy --from-file - oci:@all");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(session.done("inspect --list oci:@all").out()).contains("team/app:a", "team/app:b");
    }

    @Test
    void severalSourcesGoToOnePlace() {
        session.done("copy HOST/team/app:a HOST/team/other:x HOST/mirror/all");
        assertThat(session.tagged("mirror/all", "a")).isEqualTo(session.tagged("team/app", "a"));
        assertThat(session.tagged("mirror/all", "x")).isEqualTo(session.tagged("team/other", "x"));
        session.done("copy HOST/team/app:a HOST/team/other:x HOST/team/app:b oci:@all --format keep");
        assertThat(session.done("verify oci:@all").out()).contains("sound").doesNotContain("broken");
    }

    @Test
    void aRehearsalWritesNothingAndJsonIsALineForEach() {
        Result plan =
                session.done("convert --in-place HOST/team/app:a HOST/team/app:b --to oci --dry-run --output json");
        assertThat(plan.out().lines()).hasSize(2).allMatch(l -> l.startsWith("{\"schema\":\"ambidock.copy.v1\""));
        assertThat(session.writes()).isEmpty();
        assertThat(session.done("convert --in-place HOST/team/app:a HOST/team/app:b --to oci --output json")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void tokensAreShared() throws IOException {
        try (FakeTokens tokens = FakeTokens.start(FakeTokens.Options.standard())) {
            session.registry().guardedBy(tokens.guard());
            session.done("convert --in-place HOST/team/app:a HOST/team/app:b HOST/team/app:c HOST/team/app:d --to oci"
                    + " --jobs 1");
            assertThat(tokens.issued())
                    .as("one to read with, one to write with")
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "convert --in-place|an image at least",
                "convert --in-place --from-file @list|operands do not stand beside it",
                "convert HOST/team/app:a --from-file @list|operands do not stand beside it",
                "convert --in-place HOST/team/app:a HOST/team/app:a|one over the other",
                "convert --in-place HOST/team/app:a x.json|no place of images",
                "convert --in-place HOST/team/app:a HOST/team/app:b -o @x|-o",
                "convert HOST/team/app:a HOST/team/app:b HOST/team/app:c|--in-place",
                "copy --from-file @list|without a destination",
                "copy --from-file @list oci:@x:one|one over the other",
                "copy --from-file @list docker-archive:@x|one over the other",
                "copy --from-file @list oci:@x oci:@y|one operand may stand beside it",
                "copy --from-file @none oci:@x|there is no file",
                "copy HOST/team/app:a docker-archive:- oci:@x|a stream"
            })
    void mistakesAreToldBeforeAnythingIsAsked(String line, String text) throws IOException {
        list("HOST/team/app:a", "HOST/team/app:b");
        Result result = session.fails(2, line);
        assertThat(result.err()).contains(text);
        assertThat(session.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only this", "HOST/team/app:a oci:@x y"})
    void aFileThatSaysNothingIsAMistake(String lines) throws IOException {
        list(lines);
        assertThat(session.fails(2, "copy --from-file @list oci:@all").err()).contains("--from-file");
    }
}
