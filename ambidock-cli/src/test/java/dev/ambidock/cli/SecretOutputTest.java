// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RegistryGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No password and no token is in anything that is printed, however much is asked to be told. */
class SecretOutputTest extends RegistryCommands {
    private static final String PASSWORD = "secretpass";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @BeforeEach
    void images() throws IOException {
        session.lay("x", "v1", SampleImages.docker());
        session.lay("x", "oci", SampleImages.oci());
    }

    private static void assertDiscreet(Result result) {
        assertThat(result.out() + result.err()).doesNotContain(PASSWORD, ENCODED, "Basic ", "Bearer ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect HOST/x:v1",
                "tags HOST/x",
                "digest HOST/x:v1 --as oci",
                "verify HOST/x:v1",
                "diff HOST/x:v1 HOST/x:oci",
                "copy HOST/x:v1 HOST/y:v1",
                "copy HOST/x:oci oci:@layout --output json",
                "copy HOST/x:oci docker-archive:@x.tar --progress plain",
                "convert HOST/x:v1 --to oci",
                "convert HOST/x:v1 --to oci --dry-run --output json"
            })
    void neitherWithTheRightPasswordNorWithAnother(String line) {
        String told = line + " --creds user:" + PASSWORD + " --debug --verbose";
        session.registry().guardedBy(RegistryGuard.basic("user", PASSWORD));
        Result right = session.run(told);
        assertThat(right.status()).as(right.err()).isIn(0, 5);
        assertDiscreet(right);
        session.registry().guardedBy(RegistryGuard.basic("user", "another"));
        Result wrong = session.run(told);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("401", "    at dev.ambidock");
        assertDiscreet(wrong);
        assertThat(session.requests())
                .as("the password was put to the test")
                .anyMatch(e -> e.headers().getOrDefault("authorization", "").equals("Basic " + ENCODED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noTokenIsToldEither(boolean worthless) throws IOException {
        FakeTokens.Options options = new FakeTokens.Options(
                "token", 300, Optional.of("Basic " + ENCODED), Optional.empty(), true, worthless);
        try (FakeTokens tokens = FakeTokens.start(options)) {
            session.registry().guardedBy(tokens.guard());
            Result result = session.run("copy HOST/x:v1 HOST/y:v1 --creds user:" + PASSWORD + " --debug --verbose");
            assertThat(result.status()).as(result.err()).isEqualTo(worthless ? 1 : 0);
            assertDiscreet(result);
            assertThat(tokens.issued()).isNotEmpty();
            assertThat(result.out() + result.err()).doesNotContain(tokens.issued());
            Result denied = session.run("tags HOST/x --creds user:not" + PASSWORD + " --debug");
            assertThat(denied.status()).isEqualTo(1);
            assertDiscreet(denied);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy HOST/x:v1 HOST/y:v1 --creds " + PASSWORD,
                "copy HOST/x:v1 HOST/y:v1 --src-creds :" + PASSWORD,
                "inspect HOST/x:v1 --creds user:" + PASSWORD + " --tls",
                "inspect HOST/x:v1 --creds user:" + PASSWORD + " --max-rps abc",
                "inspect HOST/none:v1 --creds user:" + PASSWORD,
                "inspect --creds user:" + PASSWORD,
                "inspect HOST/x:v1 --cred user:" + PASSWORD,
                "login HOST -u user -p " + PASSWORD + " --password-stdin",
                "login HOST -u user -p " + PASSWORD + " --authfile @no/such/../../../../dev/null/auth"
            })
    void mistakesDoNotRepeatTheSecret(String line) {
        Result result = session.run(line + " --debug --verbose");
        assertThat(result.status()).as(result.err()).isIn(1, 2);
        assertThat(result.err()).isNotEmpty();
        assertDiscreet(result);
    }
}
