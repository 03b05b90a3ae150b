// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.RegistryGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** login keeps what the registry lets in and nothing else, other verbs use it, and logout forgets it. */
class LoginCommandTest extends RegistryCommands {
    private static final String LOGIN = "login HOST -u ada --password-stdin --authfile @auth.json";
    private static final String INSPECT = "inspect docker://HOST/team/app:v1 --authfile @auth.json";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString("ada:secretpass".getBytes(StandardCharsets.UTF_8));

    private Path file;
    private String digest;

    @BeforeEach
    void guardedRegistry() throws IOException {
        digest = session.lay("team/app", "v1", SampleImages.docker());
        session.registry().guardedBy(RegistryGuard.basic("ada", "secretpass"));
        file = folder.resolve("auth.json");
    }

    private Result login(String password) {
        return session.typing(password, LOGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretpass", "secretpass\n", "secretpass\r\n"})
    void theRightPasswordIsKept(String typed) throws IOException {
        Result result = login(typed);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("logged in at " + session.host(), file.toString());
        assertThat(Files.readString(file)).contains("\"" + session.host() + "\"", ENCODED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "secretpass\n\n", " secretpass"})
    void aWrongPasswordIsNotKept(String typed) {
        Result result = login(typed);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("ambidock: ").contains(session.host(), "401");
        assertThat(file).doesNotExist();
    }

    @Test
    void aWrongPasswordLeavesTheFileAsItWas() throws IOException {
        login("secretpass");
        byte[] before = Files.readAllBytes(file);
        assertThat(login("wrong").status()).isEqualTo(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void nothingOnStandardInputIsNoPassword() {
        assertThat(login("").status()).isEqualTo(2);
        assertThat(session.requests()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void otherVerbsUseWhatIsKept() {
        assertThat(session.fails(2, INSPECT).err()).contains("there is no such file of credentials");
        assertThat(session.fails(1, "inspect docker://HOST/team/app:v1").err())
                .contains("401", "ambidock login " + session.host());
        login("secretpass");
        assertThat(session.done(INSPECT).out()).contains(digest);
        assertThat(session.done("tags HOST/team/app --authfile @auth.json").out())
                .isEqualTo("v1\n");
    }

    @Test
    void logoutForgetsOneLoginAndLeavesTheRest() throws IOException {
        Files.writeString(file, "{\"auths\":{\"example.org\":{\"auth\":\"eDp5\"}},\"other\":1}");
        login("secretpass");
        assertThat(Files.readString(file)).contains("eDp5", ENCODED, "\"other\":1");
        Result out = session.done("logout HOST --authfile @auth.json");
        assertThat(out.err()).contains("logged out of " + session.host());
        assertThat(Files.readString(file))
                .contains("example.org", "eDp5", "\"other\":1")
                .doesNotContain(session.host(), ENCODED);
        session.fails(1, INSPECT);
        assertThat(session.fails(2, "logout HOST --authfile @auth.json").err()).contains("there is no login to forget");
    }

    @Test
    void logoutOfAllForgetsEveryLogin() throws IOException {
        Files.writeString(file, "{\"auths\":{\"example.org\":{\"auth\":\"eDp5\"}}}");
        login("secretpass");
        session.done("logout --all --authfile @auth.json");
        assertThat(Files.readString(file)).doesNotContain("eDp5", ENCODED, "example.org", session.host());
    }

    @Test
    void aRegistryThatDoesNotAskIsToldApart() {
        session.registry().guardedBy(RegistryGuard.open());
        Result result = login("anything");
        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("did not ask who you are");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login HOST -u ada --password x --password-stdin|the password is given already",
                "login HOST -u ada|there is no terminal to ask on",
                "login HOST --password-stdin|there is no terminal to ask on",
                "login|missing required parameter",
                "logout|name a registry, or all",
                "logout HOST --all|name a registry, or all"
            })
    void halfALoginIsAMistake(String line, String text) {
        assertThat(session.fails(2, line).err()).startsWith("ambidock: ").contains(text);
        assertThat(session.requests()).isEmpty();
    }
}
