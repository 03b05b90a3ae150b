// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RegistryGuard;
import dev.ambidock.testkit.registry.WireLog;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks, and who hears it. */
@Timeout(60)
class RegistryLoginTest {
    private static final Credentials SOMEBODY = Credentials.of("ada", "s3cret-word");
    private static final String BASIC = SOMEBODY.basic().orElseThrow();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage image = SampleImages.docker("example.org/sample/docker:v1");

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Copies between two repositories of a registry. */
    private void copy(FakeRegistry registry, CredentialLookup credentials) throws IOException {
        registry.content().put("from/app", "v1", image);
        new RegistryPair(threads)
                .copy(
                        registry.host() + "/from/app:v1",
                        registry.host() + "/to/app:v1",
                        CopyRequest.keep(),
                        credentials);
        assertThat(registry.content().tags("to/app"))
                .containsEntry("v1", image.root().digest());
    }

    @Test
    void aNameAndAPasswordAreToldWhenAskedFor() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.guardedBy(RegistryGuard.basic("ada", "s3cret-word"));
            copy(registry, CredentialLookup.always(SOMEBODY));
            assertThat(registry.wire().entries().get(0).headers())
                    .as("nothing is told before it is asked for")
                    .doesNotContainKey("authorization");
        }
    }

    static List<Arguments> challenges() {
        return List.of(
                Arguments.of("Negotiate, Basic realm=\"fake\""),
                Arguments.of("basic realm=\"x, y=\\\"z\\\"\", charset=\"UTF-8\""),
                Arguments.of("NTLM TlRMTVNTUAAB==, Basic   realm = fake"),
                Arguments.of("Basic"),
                Arguments.of("Bearer, Basic realm=\"a bearer without a realm is none\""),
                Arguments.of("Digest realm=\"d\", nonce=\"n\", Basic realm=\"b\""));
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void oneOfSeveralChallengesIsAnswered(String challenge) throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.guardedBy(RegistryGuard.challenging(challenge, BASIC::equals));
            copy(registry, CredentialLookup.always(SOMEBODY));
        }
    }

    static List<Arguments> services() {
        List<Arguments> services = new ArrayList<>();
        for (String field : List.of("token", "access_token")) {
            for (int expires : new int[] {0, 1, 300, 1_000_000}) {
                for (boolean tells : new boolean[] {true, false}) {
                    services.add(Arguments.of(
                            new FakeTokens.Options(field, expires, Optional.empty(), Optional.empty(), tells, false),
                            CredentialLookup.none()));
                    services.add(Arguments.of(
                            new FakeTokens.Options(field, expires, Optional.of(BASIC), Optional.empty(), tells, false),
                            CredentialLookup.always(SOMEBODY)));
                }
            }
        }
        services.add(Arguments.of(
                new FakeTokens.Options("access_token", 60, Optional.of("never"), Optional.of("id-1"), true, false),
                CredentialLookup.always(Credentials.ofIdentity("id-1"))));
        services.add(Arguments.of(
                new FakeTokens.Options("token", 60, Optional.of(BASIC), Optional.empty(), true, false),
                CredentialLookup.always(
                        new Credentials("ada", "s3cret-word", Optional.of("id-no-post"), Optional.empty()))));
        return services;
    }

    @ParameterizedTest
    @MethodSource("services")
    void tokensAreFetchedOnceForEachSetOfScopes(FakeTokens.Options options, CredentialLookup credentials)
            throws IOException {
        try (FakeRegistry registry = FakeRegistry.start();
                FakeTokens tokens = FakeTokens.start(options)) {
            registry.guardedBy(tokens.guard());
            copy(registry, credentials);
            assertThat(tokens.issued()).hasSizeLessThanOrEqualTo(4);
            assertTokensStayHome(registry, tokens);
        }
    }

    /** No token of the service is in what the service heard, and no password in what the registry heard. */
    private static void assertTokensStayHome(FakeRegistry registry, FakeTokens tokens) {
        for (WireLog.Entry entry : registry.wire().entries()) {
            assertThat(entry.headers().getOrDefault("authorization", "")).doesNotStartWith("Basic");
        }
        for (WireLog.Entry entry : tokens.wire().entries()) {
            assertThat(entry.headers().getOrDefault("authorization", "")).doesNotStartWith("Bearer");
        }
    }

    @Test
    void storageBehindARedirectHearsNothing() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start();
                FakeRegistry storage = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start()) {
            registry.content().put("app", "v1", image);
            storage.content().put("app", "v1", image);
            registry.guardedBy((request, host) -> {
                Optional<WireResponse> refusal =
                        RegistryGuard.basic("ada", "s3cret-word").refusal(request, host);
                boolean blob = request.path().contains("/blobs/");
                return refusal.isPresent() || !blob
                        ? refusal
                        : Optional.of(WireResponse.of(
                                307, "Location: http://" + storage.host() + request.path() + "?signature=x"));
            });
            new RegistryPair(threads)
                    .copy(
                            registry.host() + "/app:v1",
                            destination.host() + "/app:v1",
                            CopyRequest.keep(),
                            CredentialLookup.always(SOMEBODY));
            assertThat(storage.wire().entries())
                    .isNotEmpty()
                    .allMatch(e -> !e.headers().containsKey("authorization"));
        }
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("Basic realm=\"fake\"", CredentialLookup.none()),
                Arguments.of("Basic realm=\"fake\"", CredentialLookup.always(Credentials.of("ada", "wrong"))),
                Arguments.of("Bearer realm=\"ftp://nowhere/token\"", CredentialLookup.always(SOMEBODY)),
                Arguments.of("Bearer realm=\"http://HOST/v2/none\"", CredentialLookup.always(SOMEBODY)),
                Arguments.of("Negotiate", CredentialLookup.always(SOMEBODY)),
                Arguments.of("", CredentialLookup.always(SOMEBODY)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whoIsNotLetInHearsItPlainly(String challenge, CredentialLookup credentials) throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.guardedBy(RegistryGuard.challenging(challenge, BASIC.repeat(2)::equals));
            ContentException failure = catchThrowableOfType(ContentException.class, () -> copy(registry, credentials));
            assertThat(failure).isNotNull();
            assertThat(failure.toString() + failure.remedy())
                    .doesNotContain("s3cret-word")
                    .doesNotContain(BASIC);
            assertThat(registry.wire().entries()).hasSizeLessThan(20);
        }
    }

    @Test
    void aServiceWhoseTokensAreWorthlessIsNotAskedForEver() throws IOException {
        FakeTokens.Options worthless =
                new FakeTokens.Options("token", 300, Optional.empty(), Optional.empty(), true, true);
        try (FakeRegistry registry = FakeRegistry.start();
                FakeTokens tokens = FakeTokens.start(worthless)) {
            registry.guardedBy(tokens.guard());
            ContentException failure =
                    catchThrowableOfType(ContentException.class, () -> copy(registry, CredentialLookup.none()));
            assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
            assertThat(failure.remedy()).contains("login");
            assertThat(tokens.wire().entries()).hasSizeLessThan(10);
        }
    }
}
