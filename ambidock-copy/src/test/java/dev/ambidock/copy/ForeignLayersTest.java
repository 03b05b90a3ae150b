// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeProxy;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.TestAuthority;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.foreign.ForeignClient;
import dev.ambidock.transport.foreign.ForeignPlaces;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.registry.Registries;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers from the urls in images: what is sent, whom it goes to, and where nothing goes at all. */
@Timeout(60)
class ForeignLayersTest {
    private static final Bytes CONTENT = Bytes.of("a layer ".repeat(10_000));
    private static final Descriptor LAYER =
            Descriptor.of(MediaTypes.DOCKER_GZIP, CONTENT.digest(DigestAlgorithm.SHA256), CONTENT.length());
    private static final String PATH = "/v2/base/blobs/" + LAYER.digest();

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority.Identity identity;

    private FakeRegistry server;
    private FakeRegistry other;

    @BeforeAll
    static void sign() throws IOException {
        authority = TestAuthority.in(folder);
        identity = authority.identity("server", "ip:127.0.0.1", "dns:localhost", "dns:layers.invalid");
    }

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start(RegistryOptions.standard(), identity.context(), false);
        other = FakeRegistry.start(RegistryOptions.standard(), identity.context(), false);
        server.content().putBlob("base", LAYER.digest(), BlobData.of(CONTENT.toArray()));
        other.content().putBlob("base", LAYER.digest(), BlobData.of(CONTENT.toArray()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        other.close();
    }

    private static ForeignClient client(Map<String, String> environment, List<String> hosts) {
        Registries.Settings standard = RegistryPair.settings(CredentialLookup.none());
        HttpTransfer.Settings http = RegistryPair.http(
                TlsLookup.always(new TlsSettings(true, List.of(authority.certificate()), Optional.empty())),
                Proxies.of(environment));
        return new ForeignClient(http, standard.retries(), 0, ForeignPlaces.of(hosts));
    }

    private static byte[] read(List<String> hosts, String... urls) throws IOException {
        try (ForeignClient client = client(Map.of(), hosts);
                InputStream in = client.open(LAYER.with(List.of(urls)))) {
            return in.readAllBytes();
        }
    }

    private static ContentException fails(List<String> hosts, String... urls) {
        ContentException failure = catchThrowableOfType(ContentException.class, () -> read(hosts, urls));
        assertThat(failure).isNotNull();
        return failure;
    }

    private String url() {
        return "https://" + server.host() + PATH;
    }

    private void redirect(String target) {
        server.faults().on("GET", "blobs").answers(307, "Location: " + target);
    }

    @Test
    void aHostThatAPersonNamedGivesIt() throws IOException {
        assertThat(read(List.of("127.0.0.1"), url())).isEqualTo(CONTENT.toArray());
        assertThat(server.wire().entries())
                .hasSize(1)
                .allSatisfy(request ->
                        assertThat(request.headers().keySet()).doesNotContain("authorization", "cookie", "referer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
    void ofItselfNothingIsGotFromThisMachine(String host) {
        String port = ":" + URI.create("https://" + server.host()).getPort();
        ContentException failure = fails(List.of(), "https://" + host + port + PATH);
        assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
        assertThat(failure.problem()).contains("not of the public network");
        assertThat(server.wire().entries()).isEmpty();
    }

    @Test
    void whereHostsAreNamedOthersAreNotAsked() {
        ContentException failure = fails(List.of("mirror.example"), url());
        assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
        assertThat(failure.remedy()).isEqualTo("--foreign-host " + server.host());
        assertThat(fails(List.of("127.0.0.1:1"), url()).kind()).isEqualTo(FailureKind.DENIED);
        assertThat(server.wire().entries()).isEmpty();
    }

    @Test
    void aRedirectGoesNoFurtherThanTheUrlMay() throws IOException {
        redirect("https://" + other.host() + PATH);
        ContentException failure = fails(List.of(server.host()), url());
        assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
        assertThat(other.wire().entries()).isEmpty();
        assertThat(read(List.of(server.host(), other.host()), url())).isEqualTo(CONTENT.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x", "file:///etc/passwd", "https://169.254.169.254/latest", "//x"})
    void noRedirectLeadsAway(String target) {
        redirect(target);
        assertThat(fails(List.of(server.host()), url()).kind()).isIn(FailureKind.DENIED, FailureKind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "", "https://", "a b"})
    void nothingButHttpsIsSpoken(String url) {
        assertThat(fails(List.of("127.0.0.1"), url).kind()).isIn(FailureKind.DENIED, FailureKind.MALFORMED);
    }

    @Test
    void loginsInUrlsAreNotUsedAndSecretsNotTold() {
        String secret = "https://ada:s3cret@" + server.host() + PATH + "?sig=s3cret";
        ContentException failure = fails(List.of("127.0.0.1"), secret);
        assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
        assertThat(failure.getMessage()).doesNotContain("s3cret");
        assertThat(server.wire().entries()).isEmpty();
        server.faults().on("GET", "blobs").answers(404);
        assertThat(fails(List.of("127.0.0.1"), url() + "?sig=s3cret").getMessage())
                .contains("says 404", "127.0.0.1")
                .doesNotContain("s3cret");
    }

    @Test
    void otherContentIsNotPassedOn() {
        server.faults().on("GET", "blobs").flipsByte(7);
        assertThat(fails(List.of("127.0.0.1"), url()).kind()).isEqualTo(FailureKind.MISMATCH);
        server.faults().clear();
        server.content().putBlob("base", LAYER.digest(), BlobData.of(new byte[CONTENT.length() * 9]));
        assertThat(fails(List.of("127.0.0.1"), url()).kind()).isEqualTo(FailureKind.MISMATCH);
    }

    @Test
    void theNextUrlIsAskedWhereOneDoesNotGiveIt() throws IOException {
        server.faults().on("GET", "blobs").answers(404);
        String second = "https://" + other.host() + PATH;
        assertThat(read(List.of("127.0.0.1"), "http://127.0.0.1/x", url(), second))
                .isEqualTo(CONTENT.toArray());
        other.faults().on("GET", "blobs").answers(403);
        assertThat(fails(List.of("127.0.0.1"), url(), second).problem()).contains("says 404", "says 403");
    }

    @Test
    void aBrokenDownloadGoesOnWhereItBroke() throws IOException {
        server.faults().on("GET", "blobs").times(1).resetAfter(30_000);
        assertThat(read(List.of("127.0.0.1"), url())).isEqualTo(CONTENT.toArray());
        assertThat(server.wire().entries()).hasSize(2);
        assertThat(server.wire().entries().get(1).headers().get("range")).startsWith("bytes=");
    }

    @Test
    void aProxyIsAskedForPublicHostsOnly() throws IOException {
        try (FakeProxy proxy = FakeProxy.start()) {
            proxy.knows("layers.invalid:443", server.host());
            Map<String, String> environment = Map.of("https_proxy", "http://" + proxy.host());
            Descriptor named = LAYER.with(List.of("https://layers.invalid" + PATH));
            try (ForeignClient client = client(environment, List.of());
                    InputStream in = client.open(named)) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT.toArray());
            }
            int before = proxy.heads().size();
            try (ForeignClient client = client(environment, List.of())) {
                Descriptor inside = LAYER.with(List.of("https://10.1.2.3" + PATH));
                ContentException failure = catchThrowableOfType(ContentException.class, () -> client.open(inside));
                assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
            }
            assertThat(proxy.heads()).hasSize(before);
        }
    }

    @Test
    void aLayerWithoutUrlsIsNowhere() {
        assertThat(fails(List.of()).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }
}
