// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, mistakes in the command line, and what is not a document. */
class UsageTest {
    @TempDir
    Path folder;

    private Session cli;

    @BeforeEach
    void documents() throws IOException {
        cli = new Session(folder);
        Sample.writeTo(cli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "--version", "-V", "help convert", "convert --help", "diff -h"})
    void helpGoesToStandardOutput(String args) {
        Result result = cli.run(args.split(" "));
        assertThat(result.status()).isZero();
        assertThat(result.out()).isNotBlank().contains("ambidock");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void helpNamesWhatExistsOnly() {
        assertThat(cli.run("--help").out())
                .contains("copy ", "convert", "diff", "inspect", "digest", "verify", "tags", "login", "logout")
                .contains("profiles", "completion", "Exit status")
                .doesNotContain("gateway");
        assertThat(cli.run("help", "convert").out())
                .isEqualTo(cli.run("convert", "--help").out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|a verb is missing",
                "convrt x|try: ambidock convert",
                "insp x|try: ambidock inspect",
                "frobnicate|try: ambidock --help",
                "help dif|try: ambidock diff",
                "convert @manifest.json --stile x|try: --style",
                "convert @manifest.json --dryrun|try: --dry-run",
                "convert @manifest.json --quiet=1|quiet",
                "convert @manifest.json --style canonic|try: --style canonical",
                "convert @manifest.json --to dokcer|try: --to docker",
                "convert @manifest.json --to|--to",
                "convert @manifest.json --to oci --to docker|--to",
                "convert @manifest.json --output yaml|text, json",
                "convert @manifest.json --color blue|auto, always, never",
                "convert @manifest.json extra|goes where -o says",
                "digest @manifest.json extra|one operand too many",
                "convert|an image or a document",
                "convert @manifest.json --assume-platform linux|os/architecture",
                "convert @manifest.json --max-document-bytes 0|number of bytes",
                "convert @manifest.json --max-document-bytes 99999999999|number of bytes",
                "convert @manifest.json --children @nowhere|no such folder",
                "convert @manifest.json --children @manifest.json|no folder",
                "convert @nothing.json|no such file",
                "convert @d|this is a folder",
                "convert oci:dir|there is no such folder",
                "inspect docker:alpine:3|docker://alpine:3",
                "tags 127.0.0.1:1/x:1|it names one image",
                "tags Upper|spelled in lower-case",
                "login 127.0.0.1:1 -u x|there is no terminal to ask on",
                "login bad_host! -u x -p y|no name of a host",
                "login [abc] -u x -p y|no address",
                "tags [fe80::1%eth0]/x|a zone",
                "inspect docker://::1:5000/x:1|stands in brackets",
                "inspect docker://127.1:5000/x:1|no address",
                "logout|HOST or --all",
                "copy oci:dir docker-daemon:x:1 --docker-host ftp://x|unix:///PATH",
                "digest docker-archive:x.tar|there is no such file",
                "convert @@argfile|no such file",
                "completion powershell|bash, zsh, fish"
            })
    void mistakesAreToldInTwoLines(String args, String expected) {
        Result result = args.isEmpty() ? cli.run() : cli.run(args.split(" "));
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.bytes()).isEmpty();
        assertThat(result.err()).startsWith("ambidock: ").contains(expected);
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void aFolderWithAnIndexIsExplained() throws IOException {
        cli.write("layout/index.json", "{}");
        assertThat(cli.run("convert", "@layout").err()).contains("try: oci:" + folder + "/layout");
    }

    @Test
    void debugAddsATrace() {
        assertThat(cli.run("convert", "@nothing.json").err()).doesNotContain("    at ");
        assertThat(cli.run("convert", "@nothing.json", "--debug").err()).contains("    at dev.ambidock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect docker://127.0.0.1:1/x:1",
                "digest 127.0.0.1:1/x/y",
                "tags 127.0.0.1:1/x",
                "login 127.0.0.1:1 -u x -p secret"
            })
    void aRegistryThatDoesNotAnswerIsAFailure(String line) {
        Result result = cli.run(line.split(" ", -1));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("127.0.0.1:1: it accepts no connection")
                .contains("try: ")
                .doesNotContain("secret");
    }
}
