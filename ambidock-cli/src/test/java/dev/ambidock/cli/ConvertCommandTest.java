// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
    @TempDir
    Path folder;

    private Session cli;

    @BeforeEach
    void documents() throws IOException {
        cli = new Session(folder);
        Sample.writeTo(cli);
    }

    @Test
    void writesExactlyTheConvertedBytesToStandardOutput() throws IOException {
        Result result = cli.run("convert", "@manifest.json");
        assertThat(result.status()).isZero();
        assertThat(result.bytes()).isEqualTo(cli.read("docker.json"));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void convertsThereAndBack() throws IOException {
        Result back = cli.run(cli.run("convert", "@manifest.json").bytes(), "convert", "-");
        assertThat(back.bytes()).isEqualTo(cli.read("manifest.json"));
    }

    @Test
    void passesOnWhatIsInTheTargetFormatAlready() throws IOException {
        Result result = cli.run("convert", "@docker.json", "--to", "docker");
        assertThat(result.bytes()).isEqualTo(cli.read("docker.json"));
        assertThat(result.err()).contains("note: already in Docker's format");
        assertThat(cli.run("convert", "@docker.json", "--to", "docker", "-q").err())
                .isEmpty();
    }

    @Test
    void convertsConfigsByKeepingThem() throws IOException {
        Result result = cli.run("convert", "@d/config-amd64");
        assertThat(result.bytes()).isEqualTo(cli.read("d/config-amd64"));
        assertThat(result.err()).contains("unchanged");
    }

    @Test
    void tellsLossesFoldedOrOneByOne() {
        Result folded = cli.run("convert", "@annotated.json");
        assertThat(folded.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("lost: ")
                .contains("2 places");
        Result each = cli.run("convert", "@annotated.json", "--verbose");
        assertThat(each.err().lines().filter(l -> l.startsWith("lost: "))).hasSize(2);
        assertThat(each.err()).contains("at /annotations/org.example.b");
        assertThat(cli.run("convert", "@annotated.json", "--quiet").err()).isEmpty();
    }

    @Test
    void keepsAnnotationsOnRequest() {
        Result result = cli.run("convert", "@annotated.json", "--annotations", "keep");
        assertThat(result.out()).contains("org.example.a").contains("vnd.docker");
    }

    @Test
    void strictRefusesLosses() {
        Result result = cli.run("convert", "@annotated.json", "--strict");
        assertThat(result.status()).isEqualTo(4);
        assertThat(result.bytes()).isEmpty();
        assertThat(result.err()).contains("--strict").contains("lost: ");
    }

    @Test
    void canonicalStyleIsCompact() {
        Result result = cli.run("convert", "@manifest.json", "--to", "oci", "--style", "canonical");
        assertThat(result.status()).isZero();
        Result docker = cli.run("convert", "@docker.json", "--style", "canonical");
        assertThat(docker.out()).startsWith("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest");
    }

    @Test
    void refusesZstdLayersWithTheirNamesAndAWayOut() {
        Result result = cli.run("convert", "@zstd.json");
        assertThat(result.status()).isEqualTo(4);
        assertThat(result.bytes()).isEmpty();
        assertThat(result.err()).contains(Session.digest("layer")).contains("--zstd keep");
        assertThat(cli.run("convert", "@zstd.json", "--dry-run").out()).contains("compressed anew");
        Result kept = cli.run("convert", "@zstd.json", "--zstd", "keep");
        assertThat(kept.status()).isZero();
        assertThat(kept.out()).contains("application/vnd.docker.image.rootfs.diff.tar.zstd");
    }

    @Test
    void convertsAnIndexIntoAFolder() throws IOException {
        Result result = cli.run(
                "convert",
                "@index.json",
                "--children",
                "@d",
                "-o",
                "@out",
                "--mapping",
                "@map",
                "--digestfile",
                "@dig");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.bytes()).isEmpty();
        assertThat(result.err().lines().filter(l -> l.contains(" -> sha256:"))).hasSize(3);
        List<String> names = names("out");
        assertThat(names).hasSize(4).contains("root.json");
        for (String name : names) {
            byte[] content = cli.read("out/" + name);
            String digest = Session.digest(content).replace(':', '-');
            assertThat(name).isIn("root.json", digest + ".json");
            assertThat(cli.run("inspect", "@out/" + name).out()).contains("Docker");
        }
        byte[] root = cli.read("out/root.json");
        assertThat(Files.readString(folder.resolve("dig"))).isEqualTo(Session.digest(root));
        assertThat(Files.readAllLines(folder.resolve("map")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"schema\":\"ambidock.mapping.v1\",\"oldDigest\":\"sha256:"));
        cli.run("convert", "@out/root.json", "--children", "@out", "-o", "@back");
        assertThat(cli.read("back/root.json")).isEqualTo(cli.read("index.json"));
    }

    @Test
    void findsChildrenInAnOciLayout() throws IOException {
        for (String name : names("d")) {
            byte[] content = cli.read("d/" + name);
            Path blob = folder.resolve("layout/blobs/sha256")
                    .resolve(Session.digest(content).substring(7));
            Files.createDirectories(blob.getParent());
            Files.write(blob, content);
        }
        Result result = cli.run("convert", "@index.json", "--children", "@layout", "-o", "@out");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @Test
    void tellsACorruptBlobOfALayout() throws IOException {
        String manifest = Files.readString(folder.resolve("d/any-name-amd64"));
        cli.write("layout/blobs/sha256/" + Session.digest(manifest).substring(7), manifest.replace('1', '2'));
        Result result = cli.run("convert", "@index.json", "--children", "@layout", "-o", "@out");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("digest");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anIndexNeedsItsChildrenAndAFolder() {
        Result children = cli.run("convert", "@index.json");
        assertThat(children.status()).isEqualTo(2);
        assertThat(children.err())
                .contains("is not there")
                .contains("--children")
                .contains("1 more");
        Result place = cli.run("convert", "@index.json", "--children", "@d");
        assertThat(place.status()).isEqualTo(2);
        assertThat(place.err()).contains("3 documents").contains("-o DIR");
        assertThat(place.bytes()).isEmpty();
        Result file = cli.run("convert", "@index.json", "--children", "@d", "-o", "@manifest.json");
        assertThat(file.status()).isEqualTo(2);
    }

    @Test
    void missingChildrenWithAFolderAreAMatterOfPolicy() throws IOException {
        Files.delete(folder.resolve("d/any-name-arm64"));
        assertThat(cli.run("convert", "@index.json", "--children", "@d", "-o", "@out")
                        .status())
                .isEqualTo(4);
        assertThat(folder.resolve("out")).doesNotExist();
        Result skipped = cli.run("convert", "@index.json", "--children", "@d", "-o", "@out", "--sparse", "skip");
        assertThat(skipped.status()).isZero();
        assertThat(skipped.err()).contains("lost: ");
    }

    @Test
    void dryRunShowsThePlanAndWritesNothing() throws IOException {
        List<String> before = names(".");
        Result result =
                cli.run("convert", "@index.json", "--children", "@d", "-o", "@out", "--dry-run", "--mapping", "@map");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("OCI -> Docker").contains("renamed").contains("bytes: ");
        assertThat(names(".")).isEqualTo(before);
        assertThat(cli.run("convert", "@annotated.json", "--dry-run").err()).contains("lost: ");
    }

    @Test
    void jsonGoesWhereTheDocumentDoesNot() throws IOException {
        Result clash = cli.run("convert", "@manifest.json", "--output", "json");
        assertThat(clash.status()).isEqualTo(2);
        assertThat(clash.bytes()).isEmpty();
        assertThat(cli.run("convert", "@manifest.json", "--output", "json", "-o", "-")
                        .status())
                .isEqualTo(2);
        Result filed = cli.run("convert", "@manifest.json", "--output", "json", "-o", "@out.json");
        assertThat(filed.out()).startsWith("{\"schema\":\"ambidock.plan.v1\"").endsWith("}\n");
        assertThat(cli.read("out.json")).isEqualTo(cli.read("docker.json"));
        Result dry = cli.run("convert", "@annotated.json", "--output=json", "--dry-run");
        assertThat(dry.out()).contains("annotation-drop");
        Result refused = cli.run("convert", "@annotated.json", "--output=json", "--dry-run", "--strict");
        assertThat(refused.bytes()).isEmpty();
        assertThat(refused.err())
                .startsWith("{\"schema\":\"ambidock.refusal.v1\"")
                .contains("strict-refusal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--style canonical",
                "--config strict --children @d",
                "--annotations keep",
                "--zstd keep",
                "--foreign retype",
                "--attestations keep",
                "--attestations drop",
                "--artifacts drop",
                "--artifact-manifest convert",
                "--sparse keep",
                "--assume-platform linux/arm64/v8",
                "--force",
                "--strict",
                "--media-type application/vnd.oci.image.manifest.v1+json",
                "--max-document-bytes 10000",
                "--color never",
                "--no-color",
                "--debug"
            })
    void takesEveryPolicy(String options) {
        String[] args = ("convert @manifest.json " + options).split(" ");
        assertThat(cli.run(args).status()).isZero();
    }

    @Test
    void declaresTheTypeOfADocumentThatStatesNone() {
        String bare = Sample.ociManifest(Sample.config("amd64"), Sample.OCI_GZIP, "")
                .replaceFirst("  \"mediaType\": \"[^\"]*\",\n", "");
        byte[] bytes = bare.getBytes(StandardCharsets.UTF_8);
        String docker = "application/vnd.docker.distribution.manifest.v2+json";
        assertThat(cli.run(bytes, "convert", "-", "--media-type", docker).err()).doesNotContain("Exception");
        assertThat(cli.run(bytes, "convert", "-").status()).isZero();
        assertThat(cli.run("convert", "@manifest.json", "--media-type", docker).status())
                .isEqualTo(1);
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
