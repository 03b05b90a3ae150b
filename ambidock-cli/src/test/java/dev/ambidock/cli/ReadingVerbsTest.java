// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** diff, inspect and digest. */
class ReadingVerbsTest {
    @TempDir
    Path folder;

    private Session cli;

    @BeforeEach
    void documents() throws IOException {
        cli = new Session(folder);
        Sample.writeTo(cli);
    }

    @Test
    void diffOfOneDocumentExplainsTheTwoFormats() {
        Result result = cli.run("diff", "@annotated.json");
        assertThat(result.status()).isZero();
        assertThat(result.out().lines().findFirst().orElseThrow()).startsWith("the same image");
        assertThat(result.out())
                .contains("renamed A application/vnd.oci.image.manifest.v1+json")
                .contains("B application/vnd.docker.distribution.manifest.v2+json")
                .contains("org.example.a")
                .contains("what the words mean")
                .contains("  lost  ")
                .doesNotContain("\u001B");
        assertThat(result.out().lines()).allMatch(l -> l.length() <= 80);
    }

    @Test
    void diffOfTwoSpellingsIsTheSameImage() {
        Result result = cli.run("diff", "@manifest.json", "@docker.json");
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("the same image: equal config and layers, said in another format");
        assertThat(cli.run("diff", "@manifest.json", "@manifest.json").out()).startsWith("identical");
    }

    @Test
    void diffOfTwoImagesIsAMismatch() {
        Result result = cli.run("diff", "@d/any-name-amd64", "@d/any-name-arm64", "--children", "@d");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.out()).startsWith("different").contains("amd64 -> arm64");
    }

    @Test
    void diffOfIndexesFollowsTheirChildren() {
        cli.run("convert", "@index.json", "--children", "@d", "-o", "@out");
        Result result = cli.run("diff", "@index.json", "@out/root.json", "--children", "@d", "--children-b", "@out");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("follows").contains("manifest  linux/arm64");
        Result alone = cli.run("diff", "@index.json", "@out/root.json");
        assertThat(alone.status()).isEqualTo(1);
        assertThat(alone.err()).contains("--children");
        Result missing = cli.run("diff", "@index.json");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.bytes()).isEmpty();
    }

    @Test
    void diffTakesEitherAnotherDocumentOrATarget() {
        assertThat(cli.run("diff", "@manifest.json", "@docker.json", "--to", "oci")
                        .status())
                .isEqualTo(2);
        assertThat(cli.run("diff", "-", "-").status()).isEqualTo(2);
        assertThat(cli.run("diff", "@zstd.json").status()).isEqualTo(4);
        assertThat(cli.run("diff", "@manifest.json", "--output", "json").out())
                .startsWith("{\"schema\":\"ambidock.diff.v1\",\"verdict\":\"same-image\"");
    }

    @Test
    void coloursATerminalAndNothingElse() {
        assertThat(cli.run("diff", "@manifest.json", "--color", "always").out()).contains("\u001B[");
        Session terminal = new Session(folder).onTerminal(Map.of("TERM", "xterm"));
        assertThat(terminal.run("diff", "@manifest.json").out()).contains("\u001B[");
        assertThat(terminal.run("convert", "@annotated.json").err()).contains("\u001B[31mlost:");
        assertThat(terminal.run("diff", "@manifest.json", "--no-color").out()).doesNotContain("\u001B");
        for (Map<String, String> plain : java.util.List.of(Map.of("NO_COLOR", "1"), Map.of("TERM", "dumb"))) {
            Session session = new Session(folder).onTerminal(plain);
            assertThat(session.run("diff", "@manifest.json").out()).doesNotContain("\u001B");
        }
    }

    @Test
    void usesTheWidthOfTheTerminal() {
        Session wide = new Session(folder).onTerminal(Map.of("COLUMNS", "160", "NO_COLOR", "1"));
        assertThat(wide.run("diff", "@manifest.json").out())
                .contains("application/vnd.oci.image.config.v1+json -> application/vnd.docker.container.image.v1+json");
        Session narrow = new Session(folder).onTerminal(Map.of("COLUMNS", "nonsense", "NO_COLOR", "1"));
        assertThat(narrow.run("diff", "@manifest.json").out().lines()).allMatch(l -> l.length() <= 80);
    }

    @Test
    void inspectTellsKindFormatPlatformsAndConfig() {
        Result result = cli.run("inspect", "@index.json", "--children", "@d");
        assertThat(result.out())
                .contains("index of 2")
                .contains("linux/arm64")
                .contains("1.2 kB (1234 bytes)")
                .contains("Docker only  config.Healthcheck, config.OnBuild")
                .contains(Session.digest(Sample.config("amd64")));
        assertThat(cli.run("inspect", "@index.json").out()).contains("not at hand");
        assertThat(cli.run("inspect", "@index.json", "--children", "@d", "--tree")
                        .out()
                        .lines())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("  image  linux/arm64  OCI  sha256:");
        assertThat(cli.run("inspect", "@index.json", "--output", "json").out())
                .startsWith("{\"schema\":\"ambidock.inspection.v1\"");
    }

    @Test
    void inspectTellsWhatIsOdd() throws IOException {
        cli.write(
                "mixed.json",
                Sample.dockerManifest("{}").replace("vnd.docker.container.image.v1", "vnd.oci.image.config.v1"));
        assertThat(cli.run("inspect", "@mixed.json").out())
                .contains("warning: the type is OCI's, the manifest is Docker's");
    }

    @Test
    void inspectGivesBytes() throws IOException {
        assertThat(cli.run("inspect", "@manifest.json", "--raw").bytes()).isEqualTo(cli.read("manifest.json"));
        assertThat(cli.run("inspect", "@manifest.json", "--config", "--children", "@d")
                        .bytes())
                .isEqualTo(cli.read("d/config-amd64"));
        Result missing = cli.run("inspect", "@manifest.json", "--config");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("--children");
        assertThat(cli.run("inspect", "@index.json", "--config").status()).isEqualTo(2);
        assertThat(cli.run("inspect", "@manifest.json", "--raw", "--tree").status())
                .isEqualTo(2);
    }

    @Test
    void digestIsAlone() throws IOException {
        assertThat(cli.run("digest", "@manifest.json").out())
                .isEqualTo(Session.digest(cli.read("manifest.json")) + "\n");
        assertThat(cli.run("digest", "@manifest.json", "--as", "docker").out())
                .isEqualTo(Session.digest(cli.read("docker.json")) + "\n");
        assertThat(cli.run("digest", "@manifest.json", "--as", "oci").out())
                .isEqualTo(cli.run("digest", "@manifest.json").out());
        byte[] stdin = Files.readAllBytes(folder.resolve("manifest.json"));
        assertThat(cli.run(stdin, "digest", "-").out()).startsWith("sha256:");
        assertThat(cli.run("digest", "@zstd.json", "--as", "docker").status()).isEqualTo(4);
        assertThat(cli.run("digest", "@annotated.json", "--as", "docker", "--strict")
                        .status())
                .isEqualTo(4);
        assertThat(cli.run("digest", "@index.json", "--as", "docker").status()).isEqualTo(2);
        assertThat(cli.run("digest", "@manifest.json", "--output", "json").out())
                .startsWith("{\"schema\":\"ambidock.digest.v1\"");
    }
}
