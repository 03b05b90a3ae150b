// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RecordingHost;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.RegistryQuirk;
import dev.ambidock.testkit.registry.WireRequest;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a registry leads, how slowly, and how often it is asked: what campaigns found, one by one. */
@Timeout(60)
class RegistryWaysTest {
    private final WholeImage image = SampleImages.oci("example.org/sample/oci:v1");
    private FakeRegistry source;
    private FakeRegistry destination;

    @BeforeEach
    void start() throws IOException {
        source = FakeRegistry.start(RegistryOptions.standard().withPage(2));
        destination = FakeRegistry.start();
        source.content().put("app", "v1", image);
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        destination.close();
    }

    private void copy(CopyRequest request) throws IOException {
        copy(request, CredentialLookup.none());
    }

    private void copy(CopyRequest request, CredentialLookup credentials) throws IOException {
        new RegistryPair(DaemonThreads.executor())
                .copy(source.host() + "/app:v1", destination.host() + "/app:v1", request, credentials);
    }

    @Test
    void aHeadThatComesByteByByteIsNoAnswer() {
        source.faults().on("GET", "/manifests/").dripsHead();
        assertThatThrownBy(() -> copy(CopyRequest.keep()))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("did not answer in time");
    }

    @Test
    void aBodyThatComesByteByByteIsGivenUpThoughEachTryBringsSomething() {
        source.faults().on("GET", "/blobs/").drips(Duration.ofMillis(300));
        assertThatThrownBy(() -> copy(CopyRequest.keep()))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("bytes came in");
        assertThat(source.wire().of("GET", "/blobs/")).hasSizeLessThan(20);
    }

    @Test
    void whatIsSentAgainFromTheBeginningMayBreakOnTheWayBack() throws IOException {
        BigImage big = BigImage.of(source, "app", "v1", List.of(BlobData.generated(1, 300_000)));
        String layer = big.layers().get(0).digest().toString();
        RegistryQuirk rangeless = (request, right) -> right.answer(
                new WireRequest(request.method(), request.path(), request.query(), Map.of(), request.body()));
        source.behaves(rangeless);
        source.faults()
                .on("GET", "/blobs/")
                .when(r -> r.header("range").isEmpty() && r.path().contains(layer))
                .times(1)
                .endAfter(200_000);
        source.faults()
                .on("GET", "/blobs/")
                .when(r -> r.header("range").isPresent())
                .times(1)
                .endAfter(100_000);
        copy(CopyRequest.keep());
        assertThat(destination.content().tags("app")).containsKey("v1");
    }

    @Test
    void whoRefusesToTheEndIsAskedNoMoreThanTheTriesThatThereAre() {
        source.faults().on("GET", "/manifests/").answers(503);
        assertThatThrownBy(() -> copy(CopyRequest.keep())).isInstanceOf(ContentException.class);
        assertThat(source.wire().of("GET", "/manifests/")).hasSize(3);
    }

    @Test
    void whoWantsToBeLeftAloneForAnHourIsAskedOnce() {
        source.faults().on("GET", "/manifests/").answers(429, "Retry-After: 3600");
        ContentException failure = catchThrowableOfType(ContentException.class, () -> copy(CopyRequest.keep()));
        assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(source.wire().of("GET", "/manifests/")).hasSize(1);
    }

    @Test
    void aTokenMayDieUnderABlobThatIsMadeOnTheWay() throws IOException {
        try (FakeTokens tokens = FakeTokens.start(FakeTokens.Options.standard())) {
            AtomicBoolean revoked = new AtomicBoolean();
            destination.guardedBy((request, host) -> {
                if (request.method().equals("PATCH") && revoked.compareAndSet(false, true)) {
                    tokens.revokeAll();
                }
                return tokens.guard().refusal(request, host);
            });
            ConversionRequest zstd = ConversionRequest.builder(Family.OCI)
                    .compression(CompressionPolicy.ZSTD)
                    .build();
            copy(CopyRequest.of(Optional.empty(), zstd));
            assertThat(revoked).isTrue();
        }
    }

    @Test
    void aRefreshTokenIsNotCarriedAlong() throws IOException {
        FakeTokens.Options byPost =
                new FakeTokens.Options("token", 300, Optional.of("never"), Optional.of("id-s3cret"), true, false);
        try (FakeTokens tokens = FakeTokens.start(byPost);
                RecordingHost other = RecordingHost.start()) {
            source.guardedBy(tokens.guard());
            tokens.faults().on("POST", "").answers(307, "Location: http://127.0.0.1:" + other.port() + "/token");
            ContentException failure = catchThrowableOfType(
                    ContentException.class,
                    () -> copy(CopyRequest.keep(), CredentialLookup.always(Credentials.ofIdentity("id-s3cret"))));
            assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
            assertThat(other.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void aRegistryMayKnowNoReferrersInItsOwnWords(int status) throws IOException {
        source.faults().on("GET", "/referrers/").answers(status);
        copy(CopyRequest.keep().with(ReferrersPolicy.COPY));
        assertThat(destination.content().tags("app")).containsKey("v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY", "https://HOST/v2/app/tags/listQUERY", "http://127.0.0.2:1/xQUERY"})
    void aListGoesOnWhereItBegan(String link) throws IOException {
        for (int i = 0; i < 7; i++) {
            source.content().tag("app", "t" + i, image.root().digest());
        }
        source.faults().on("GET", "/tags/list").changes(r -> {
            Optional<String> usual =
                    r.headers().stream().filter(h -> h.startsWith("Link: ")).findFirst();
            return usual.map(h -> r.without("Link")
                            .with("Link: <"
                                    + link.replace("HOST", source.host())
                                            .replace("QUERY", h.substring(h.indexOf('?'), h.indexOf('>')))
                                    + ">; rel=\"next\""))
                    .orElse(r);
        });
        try (Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()))) {
            ImageName name = ImageName.parse(source.host() + "/app");
            assertThat(new Tags(registries.repository(name)).all()).hasSize(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ada:pass@example.org/x", "http://0177.0.0.1/x", "http://2130706433/x"})
    void placesThatCanBeReadInTwoWaysAreNone(String place) {
        assertThatThrownBy(() -> Exchange.resolve(URI.create("https://example.org/v2/"), place))
                .isInstanceOf(ContentException.class);
    }

    @Test
    void nobodyElsewhereLeadsToThisMachine() {
        URI there = URI.create("https://registry.example/v2/");
        URI here = URI.create("http://127.0.0.1:5000/v2/");
        assertThatThrownBy(() -> Exchange.checkWay(there, here))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("this machine");
        assertThatCode(() -> Exchange.checkWay(here, URI.create("http://localhost:1/")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Exchange.checkWay(there, URI.create("https://10.0.0.1/")))
                .doesNotThrowAnyException();
    }
}
