// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong locators, wrong options, and places that are not what they are said to be. */
class PlaceMistakesTest extends PlacesCommands {
    @BeforeEach
    void samples() throws IOException {
        Sample.writeTo(cli);
        cli.run("copy", "oci:@one", "docker-archive:@one.tar", "--quiet");
        cli.write("text.txt", "no archive at all");
        Files.createDirectory(folder.resolve("empty"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copy|a source and a destination",
                "copy oci:@one|a source and a destination",
                "copy oci:@one oci:@x docker-archive:@y|one over the other",
                "copy oci:@one docker://127.0.0.1:1/x:1 --dest-creds x|USER:PASSWORD",
                "copy oci:@one docker://127.0.0.1:1/x:1 --max-rps often|no number of requests",
                "copy oci:@one docker://127.0.0.1:1/x:1 --ca-file @none|there is no file",
                "copy oci:@one docker://127.0.0.1:1/x:1 --client-cert @none|there is no file",
                "copy oci:@one oci:@x --for nobody|none of aws-lambda",
                "copy docker-daemon:x oci:@x --docker-host unix:///nowhere|there is no such socket",
                "copy containers-storage:x oci:@x|podman.sock",
                "copy alpine:3 oci:@x|docker://docker.io/library/alpine:3",
                "copy @one oci:@x|try: oci:",
                "copy @flat oci:@x|try: dir:",
                "copy @one.tar oci:@x|try: docker-archive:",
                "copy - oci:@x|docker-archive:- or oci-archive:-",
                "copy OCI:@one oci:@x|lower case",
                "copy ocidir://one oci:@x|try: oci:one",
                "copy https://example.org/x oci:@x|URL",
                "copy oci: oci:@x|names no place",
                "copy oci:@nowhere oci:@x|source",
                "copy oci:@one:other oci:@x|no such image",
                "copy oci:@one@sha256:0000000000000000000000000000000000000000000000000000000000000000 oci:@x|no such",
                "copy oci:@empty oci:@x|source",
                "copy oci:@one.tar oci:@x|source",
                "copy docker-archive:@nowhere.tar oci:@x|no such file",
                "copy docker-archive:@one oci:@x|it is a folder",
                "copy dir:@nowhere oci:@x|no such folder",
                "copy dir:@one oci:@x|no flat folder",
                "copy oci:@one oci:@x@sha256:0000000000000000000000000000000000000000000000000000000000000000|by digest",
                "copy oci:@one docker-archive:@x.tar:untagged|REPOSITORY:TAG",
                "copy oci:@one docker-archive:@no/folder/x.tar|no folder",
                "copy --all-images oci:@many oci:@x:name|cannot all have the name",
                "copy --all-images oci:@many dir:@x|it holds one image, not 3",
                "copy --all-images oci:@many:app:v1 oci:@x|names one image",
                "copy oci:@one oci:@x --archive classic|docker-archive: destinations only",
                "copy oci:@one docker-archive:@x --archive old|hybrid, classic",
                "copy oci:@one oci:@x --format v2s2|docker, oci, docker-v1, keep",
                "copy oci:@one oci:@x --compress bzip2|gzip, zstd, none",
                "copy oci:@one oci:@x --compress gzip --level 10|no number from 1 to 9",
                "copy oci:@one oci:@x --compress zstd --level 20|no number from 1 to 19",
                "copy oci:@one oci:@x --compress none --level 1|plain layers have none",
                "copy oci:@one oci:@x --level no|no number from 1 to 9",
                "copy oci:@one oci:@x --jobs 0|no number from 1 to",
                "copy oci:@one oci:@x --jobs many|no number",
                "copy oci:@one oci:@x --origin no|use, ignore, off",
                "copy oci:@one oci:@x --progress loud|none, plain, bar, jsonl",
                "copy oci:@one oci:@x --platform linux|os/architecture",
                "copy oci:@one oci:@x --preserve-digest|try: --preserve-digests",
                "copy oci:@one oci:@x --children @d|there is no option --children",
                "verify @one|try: oci:",
                "inspect @one.tar|try: docker-archive:",
                "inspect --list @manifest.json|is a document",
                "inspect oci:@nowhere|source",
                "digest oci:@many|3 images fit"
            })
    void areToldInTwoLinesWithWhatToTry(String line, String text) {
        Result result = cli.run(line.split(" "));
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.bytes()).isEmpty();
        assertThat(result.err()).startsWith("ambidock: ").contains(text).doesNotContain("bug", "Exception");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void anExistingFileIsADocumentWhateverItsName() throws IOException {
        Path strange = Path.of("oci:strange.json");
        Files.write(strange, cli.read("manifest.json"));
        try {
            assertThat(cli.run("digest", "oci:strange.json").out())
                    .isEqualTo(Session.digest(cli.read("manifest.json")) + "\n");
        } finally {
            Files.delete(strange);
        }
    }

    @ParameterizedTest
    @CsvSource({"docker-archive:@text.txt", "oci-archive:@text.txt", "docker-archive:@manifest.json"})
    void whatIsNoArchiveFails(String place) {
        for (String verb : List.of("inspect", "verify", "digest")) {
            assertPlain(cli.run(verb, place), verb + place);
        }
        assertPlain(cli.run("copy", place, "oci:@x"), place);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    static Stream<HostileDocument> hostile() {
        return HostileDocuments.all().stream().limit(40);
    }

    /** A layout whose index, or whose image, is a document that wants to do harm. */
    @ParameterizedTest
    @MethodSource("hostile")
    void hostileDocumentsInALayoutEndInPlainWords(HostileDocument document) throws IOException {
        byte[] text = document.bytes();
        Files.createDirectories(folder.resolve("evil/blobs/sha256"));
        cli.write("evil/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.write(folder.resolve("evil/index.json"), text);
        assertEnds("oci:@evil");
        String hex = Session.digest(text).substring(7);
        Files.write(folder.resolve("evil/blobs/sha256/" + hex), text);
        cli.write(
                "evil/index.json",
                "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"digest\":\"sha256:" + hex + "\",\"size\":" + text.length + "}]}");
        assertEnds("oci:@evil");
    }

    private void assertEnds(String place) {
        for (String verb : List.of("inspect", "digest", "verify", "diff")) {
            assertPlain(cli.run(verb, place), verb);
        }
        assertPlain(cli.run("copy", place, "docker-archive:@evil.tar"), "copy");
    }

    private static void assertPlain(Result result, String what) {
        assertThat(result.status()).as(what + ": " + result.err()).isIn(0, 1, 2, 4, 5);
        assertThat(result.err()).doesNotContain("bug", "    at ");
        assertThat((result.out() + result.err())
                        .codePoints()
                        .filter(c -> c != '\n')
                        .filter(Character::isISOControl))
                .isEmpty();
        if (result.status() == 1 || result.status() == 2) {
            assertThat(result.err()).startsWith("ambidock: ");
            assertThat(new String(result.bytes(), StandardCharsets.UTF_8)).isEmpty();
        }
    }
}
