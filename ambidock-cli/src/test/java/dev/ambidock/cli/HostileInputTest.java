// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that want to do harm: refused with exit status 1 in a few plain lines, nothing on standard output. */
class HostileInputTest {
    private static final String CONFIG = Sample.config("amd64");
    private static final String MANIFEST = Sample.ociManifest(CONFIG, Sample.OCI_GZIP, "");

    @TempDir
    Path folder;

    static List<String> hostile() {
        return List.of(
                "",
                "null",
                "[]",
                "{",
                "\u0000\u0001\u0002",
                "\uFEFF" + MANIFEST,
                MANIFEST + MANIFEST,
                MANIFEST.replace("\"schemaVersion\": 2", "\"schemaVersion\": 2, \"manifests\": []"),
                MANIFEST.replace("\"schemaVersion\": 2", "\"schemaVersion\": 2, \"schemaVersion\": 2"),
                MANIFEST.replace("\"schemaVersion\"", "\"SchemaVersion\": 1, \"schemaVersion\""),
                MANIFEST.replace("\"size\": 1234", "\"size\": -1"),
                MANIFEST.replace("\"size\": 1234", "\"size\": 1e400"),
                MANIFEST.replace("sha256:", "sha256:../../../etc/passwd"),
                MANIFEST.replace("\"layers\": [", "\"layers\": {").replace("}]", "}}"),
                MANIFEST.replace("image.manifest.v1", "image.index.v1"),
                MANIFEST.replace("2,", "2, \"x\": \"\u001B]0;owned\u0007\","),
                "{\"a\":".repeat(100_000),
                "[".repeat(3_000_000),
                "{\"\u001B[31m\u202e\": 1}",
                "<html><body>404</body></html>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesInPlainWords(String text) {
        for (String verb : List.of("convert", "inspect", "digest", "diff")) {
            Result result = new Session(folder).run(text.getBytes(StandardCharsets.UTF_8), verb, "-");
            assertThat(result.status()).as(verb + result.err()).isEqualTo(1);
            assertThat(result.bytes()).isEmpty();
            assertThat(result.err()).startsWith("ambidock: standard input: ").doesNotContain("bug");
            assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
            assertThat(result.err().codePoints().filter(c -> c != '\n').filter(Character::isISOControl))
                    .isEmpty();
        }
    }

    @Test
    void escapesForeignTextEverywhere() throws IOException {
        Session cli = new Session(folder);
        String evil = "\\u001b]0;owned\\u0007\\u202e";
        cli.write(
                "evil.json",
                Sample.ociManifest(CONFIG, Sample.OCI_GZIP, ", \"annotations\": {\"" + evil + "\": \"" + evil + "\"}"));
        cli.write("d/config", CONFIG.replace("/bin/sh", evil).replace("linux", evil));
        for (String args : List.of(
                "convert @evil.json --verbose -o @x",
                "convert @evil.json --dry-run",
                "diff @evil.json",
                "inspect @evil.json --children @d",
                "inspect @d/config")) {
            Result result = cli.run(args.split(" "));
            String all = result.out() + result.err();
            assertThat(all.codePoints().filter(c -> c != '\n').filter(c -> Character.isISOControl(c) || c == 0x202e))
                    .as(args)
                    .isEmpty();
        }
        assertThat(cli.run("convert", "@no\u001B[31mfile").err()).contains("\\u001b[31m");
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        Session cli = new Session(folder);
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
            file.setLength(20L << 30);
        }
        Result huge = cli.run("convert", "@huge");
        assertThat(huge.status()).isEqualTo(1);
        assertThat(huge.err()).contains("21474836480 bytes").contains("--max-document-bytes");
        Files.createDirectory(folder.resolve("d"));
        Files.move(folder.resolve("huge"), folder.resolve("d/huge"));
        cli.write("manifest.json", MANIFEST);
        assertThat(cli.run("convert", "@manifest.json", "--children", "@d").status())
                .isZero();
        Result endless = cli.run(new Endless(), "convert", "-");
        assertThat(endless.status()).isEqualTo(1);
        assertThat(endless.err()).contains("more than the 4194304 bytes");
        assertThat(cli.run("convert", "@manifest.json", "--max-document-bytes", "100")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void skipsWhatIsNoPlainFileAmongTheChildren() throws Exception {
        Session cli = new Session(folder);
        Sample.writeTo(cli);
        Files.createDirectories(folder.resolve("d/blobs/sha256/inner"));
        Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d/loop"));
        new ProcessBuilder("mkfifo", folder.resolve("d/fifo").toString())
                .start()
                .waitFor();
        assertThat(cli.run("convert", "@index.json", "--children", "@d", "-o", "@out")
                        .status())
                .isZero();
        assertThat(cli.run("convert", "@d/loop").status()).isEqualTo(2);
    }

    @Test
    void aManyHeadedIndexEnds() throws IOException {
        Session cli = new Session(folder);
        String below = MANIFEST;
        for (int level = 0; level < 40; level++) {
            cli.write("d/" + level, below);
            String entry = "{\"mediaType\":\"application/vnd.oci.image."
                    + (level == 0 ? "manifest" : "index") + ".v1+json\",\"digest\":\"" + Session.digest(below)
                    + "\",\"size\":" + below.length() + "}";
            below = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                    + Stream.generate(() -> entry)
                            .limit(10)
                            .reduce((a, b) -> a + "," + b)
                            .orElseThrow() + "]}";
        }
        cli.write("top", below);
        Result result = cli.run("convert", "@top", "--children", "@d", "-o", "@out");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("nested deeper");
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return ' ';
        }
    }
}
