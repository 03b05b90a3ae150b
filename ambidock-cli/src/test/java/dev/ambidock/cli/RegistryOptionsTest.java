// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.RegistryGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options that say how registries are reached do so, for both sides or for one, and mistakes in them are told. */
@Timeout(60)
class RegistryOptionsTest {
    @TempDir
    Path folder;

    private RegistrySession from;
    private RegistrySession to;
    private String digest;

    @BeforeEach
    void registries() throws IOException {
        from = new RegistrySession(folder);
        to = new RegistrySession(folder);
        digest = from.lay("x", "v1", SampleImages.docker());
    }

    @AfterEach
    void stop() throws IOException {
        from.close();
        to.close();
    }

    private String port() {
        return from.host().substring(from.host().indexOf(':') + 1);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost"})
    void thisMachineIsAskedWithoutTls(String name) {
        assertThat(from.done("digest docker://" + name + ":" + port() + "/x:v1").out())
                .isEqualTo(digest + "\n");
        assertThat(from.requests()).isNotEmpty();
    }

    @Test
    void tlsIsUsedOnThisMachineWhereItIsWanted() {
        Result result = from.fails(2, "inspect docker://HOST/x:v1 --tls");
        assertThat(result.err()).contains(from.host() + ": it speaks no TLS on this port", "--plain-http");
        assertThat(from.requests()).isEmpty();
    }

    @Test
    void plainHttpMayBeSaidOfOneSide() {
        Result result = from.run("copy docker://HOST/x:v1 docker://" + to.host() + "/y:v1 --src-plain-http --dest-tls");
        assertThat(result.status()).isIn(1, 2);
        assertThat(result.err()).contains("destination " + to.host(), "no TLS");
        Result other = from.fails(2, "copy docker://HOST/x:v1 docker://" + to.host() + "/y:v1 --src-tls");
        assertThat(other.err()).contains("source " + from.host(), "no TLS");
        assertThat(to.requests()).isEmpty();
    }

    @Test
    void eachSideHasItsLogin() {
        from.registry().guardedBy(RegistryGuard.basic("ada", "reads"));
        to.registry().guardedBy(RegistryGuard.basic("bob", "writes"));
        String copy = "copy docker://HOST/x:v1 docker://" + to.host() + "/y:v1";
        from.done(copy + " --src-creds ada:reads --dest-creds bob:writes");
        assertThat(to.tagged("y", "v1")).isEqualTo(digest);
        from.done(copy.replace("y:v1", "z:v1") + " --creds ada:reads --dest-creds bob:writes");
        assertThat(to.tagged("z", "v1")).isEqualTo(digest);
        assertThat(from.fails(1, copy + " --src-creds bob:writes --dest-creds ada:reads")
                        .err())
                .contains("source " + from.host(), "401");
        assertThat(from.fails(1, copy + " --src-creds ada:reads").err()).contains("destination " + to.host(), "401");
        assertThat(from.fails(1, copy + " --dest-creds bob:writes").err()).contains("source " + from.host(), "401");
    }

    @Test
    void nobodyHearsTheLoginOfTheOtherSide() {
        from.registry().guardedBy(RegistryGuard.basic("ada", "reads"));
        from.done("copy docker://HOST/x:v1 docker://" + to.host() + "/y:v1 --src-creds ada:reads");
        assertThat(to.tagged("y", "v1")).isEqualTo(digest);
        assertThat(to.requests()).isNotEmpty().noneMatch(e -> e.headers().containsKey("authorization"));
    }

    @Test
    void aPasswordMayHoldColons() {
        from.registry().guardedBy(RegistryGuard.basic("ada", "a:b:c"));
        assertThat(from.done("tags HOST/x --creds ada:a:b:c").out()).isEqualTo("v1\n");
    }

    @Test
    void theMostRequestsASecondAreHeeded() {
        from.lay("x", "list", SampleImages.list());
        long start = System.nanoTime();
        from.done("inspect HOST/x:list --max-rps 4");
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        int requests = from.requests().size();
        assertThat(requests).isGreaterThanOrEqualTo(3);
        assertThat(seconds)
                .as(String.format(Locale.ROOT, "%d requests", requests))
                .isGreaterThan((requests - 2) / 4.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-rps abc|--max-rps: \"abc\" is no number of requests",
                "--max-rps -1|--max-rps",
                "--max-rps 1e9|--max-rps: \"1e9\" is no number of requests",
                "--creds ada|--creds: a login is spelled USER:PASSWORD",
                "--creds :x|--creds: a login is spelled USER:PASSWORD",
                "--ca-file @none|--ca-file: there is no file",
                "--client-cert @none|--client-cert: there is no file",
                "--client-key @none|--client-key: there is no file",
                "--cert-dir @none|--cert-dir: there is no folder",
                "--client-cert pom.xml|--client-cert: a certificate and its key go together"
            })
    void mistakesAreToldByTheNameOfTheOptionAndNothingIsAsked(String options, String text) {
        for (String verb : new String[] {"inspect HOST/x:v1 ", "tags HOST/x ", "convert HOST/x:v1 --dry-run "}) {
            Result result = from.fails(2, verb + options);
            assertThat(result.err()).as(verb).startsWith("ambidock: " + text);
            assertThat(from.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--src-ca-file @none|--src-ca-file: there is no file",
                "--dest-ca-file @none|--dest-ca-file: there is no file",
                "--dest-creds bob|--dest-creds: a login is spelled USER:PASSWORD",
                "--dest-cert-dir @none|--dest-cert-dir: there is no folder"
            })
    void mistakesOfOneSideAreToldAsSuch(String options, String text) {
        assertThat(from.fails(2, "copy HOST/x:v1 oci:@out " + options).err()).startsWith("ambidock: " + text);
        assertThat(from.requests()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(from.fails(2, "tags HOST/x " + options).err()).contains("there is no option");
    }
}
