// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.TestAuthority;
import dev.ambidock.testkit.registry.TestAuthority.Identity;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.CertificateFolders;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Pause;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.http.TlsSettings.ClientKey;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a registry is, and who its client: with real certificates, over real TLS. */
@Timeout(60)
class RegistryTlsTest {
    private static final String REPOSITORY = "some/app";
    private static final WholeImage IMAGE = SampleImages.docker("example.org/sample/docker:v1");

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static Identity server;
    private static Identity elsewhere;
    private static Identity client;

    @BeforeAll
    static void sign() throws IOException {
        authority = TestAuthority.in(folder);
        server = authority.identity("server", "ip:127.0.0.1", "dns:localhost");
        elsewhere = authority.identity("elsewhere", "dns:elsewhere.example");
        client = authority.identity("client");
    }

    private static FakeRegistry registry(Identity identity, boolean wantsClient) throws IOException {
        FakeRegistry registry = FakeRegistry.start(RegistryOptions.standard(), identity.context(), wantsClient);
        registry.content().put(REPOSITORY, "v1", IMAGE);
        return registry;
    }

    private static TlsSettings trusting() {
        return new TlsSettings(true, List.of(authority.certificate()), Optional.empty());
    }

    private static TlsSettings showing(Path certificate, Path key) {
        return new TlsSettings(true, List.of(authority.certificate()), Optional.of(new ClientKey(certificate, key)));
    }

    private static void read(FakeRegistry registry, TlsLookup tls) throws IOException {
        read(registry, tls, new HostSettings(false, true));
    }

    private static void read(FakeRegistry registry, TlsLookup tls, HostSettings hosts) throws IOException {
        Registries.Settings standard = RegistryPair.settings(CredentialLookup.none());
        HttpTransfer.Settings http = new HttpTransfer.Settings(
                tls,
                Proxies.none(),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), 1024),
                "ambidock",
                Optional.empty(),
                Pause.system(),
                DaemonThreads.executor());
        Registries registries =
                new Registries(new Registries.Settings(http, hosts, CredentialLookup.none(), standard.retries(), 0, 1));
        ImageName name = ImageName.parse(registry.host() + "/" + REPOSITORY + ":v1");
        try (ImageSource source =
                new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
            assertThat(source.image().root().digest()).isEqualTo(IMAGE.root().digest());
        }
    }

    @Test
    void anAuthorityThatIsGivenIsTrusted() throws IOException {
        try (FakeRegistry registry = registry(server, false)) {
            read(registry, TlsLookup.always(trusting()));
        }
    }

    @Test
    void anUnknownAuthorityIsNot() throws IOException {
        try (FakeRegistry registry = registry(server, false)) {
            assertThatThrownBy(() -> read(registry, TlsLookup.always(TlsSettings.standard())))
                    .isInstanceOfSatisfying(ContentException.class, e -> {
                        assertThat(e.kind()).isEqualTo(FailureKind.DENIED);
                        assertThat(e.problem()).contains("certificate is not to be trusted");
                        assertThat(e.remedy()).contains("--ca-file");
                    });
            assertThat(registry.wire().entries()).as("nothing was asked").isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotEither() throws IOException {
        try (FakeRegistry registry = registry(elsewhere, false)) {
            assertThatThrownBy(() -> read(registry, TlsLookup.always(trusting())))
                    .isInstanceOfSatisfying(
                            ContentException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DENIED));
            assertThat(registry.wire().entries()).isEmpty();
        }
    }

    @Test
    void skippingTheCheckTrustsAnybody() throws IOException {
        try (FakeRegistry registry = registry(elsewhere, false)) {
            read(registry, TlsLookup.always(new TlsSettings(false, List.of(), Optional.empty())));
        }
    }

    @Test
    void aClientShowsItsCertificate() throws IOException {
        try (FakeRegistry registry = registry(server, true)) {
            read(registry, TlsLookup.always(showing(client.certificate(), client.key())));
        }
    }

    @Test
    void aClientWithoutOneHearsThatItNeedsOne() throws IOException {
        try (FakeRegistry registry = registry(server, true)) {
            assertThatThrownBy(() -> read(registry, TlsLookup.always(trusting())))
                    .isInstanceOfSatisfying(
                            ContentException.class, e -> assertThat(e.remedy()).contains("--client-cert"));
            assertThat(registry.wire().entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST:PORT", "HOST", "."})
    void foldersOfCertificatesAreFound(String place, @TempDir Path certs) throws IOException {
        try (FakeRegistry registry = registry(server, true)) {
            String host = registry.host();
            Path own = certs.resolve(
                    place.replace("HOST:PORT", host).replace("HOST", host.substring(0, host.indexOf(':'))));
            Files.createDirectories(own);
            Files.copy(authority.certificate(), own.resolve("any.crt"));
            Files.copy(client.certificate(), own.resolve("client.cert"));
            Files.copy(client.key(), own.resolve("client.key"));
            read(registry, CertificateFolders.at(certs, TlsSettings.standard()));
            if (!place.equals(".")) {
                read(registry, new CertificateFolders(List.of(certs), TlsSettings.standard()));
            }
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsAMistake(@TempDir Path certs) throws IOException {
        Files.copy(client.certificate(), certs.resolve("client.cert"));
        try (FakeRegistry registry = registry(server, true)) {
            assertThatThrownBy(() -> read(registry, CertificateFolders.at(certs, TlsSettings.standard())))
                    .isInstanceOf(ContentException.class)
                    .hasMessageContaining("client.key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no PEM at all", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void filesThatHoldNoCertificateAreNamed(String content, @TempDir Path certs) throws IOException {
        Path file = Files.writeString(certs.resolve("bad.crt"), content);
        try (FakeRegistry registry = registry(server, false)) {
            TlsSettings bad = new TlsSettings(true, List.of(file), Optional.empty());
            assertThatThrownBy(() -> read(registry, TlsLookup.always(bad)))
                    .isInstanceOf(ContentException.class)
                    .hasMessageContaining("bad.crt");
        }
    }

    @Test
    void plainHttpSpokenToATlsPortSaysWhatToTry() throws IOException {
        try (FakeRegistry registry = registry(server, false)) {
            assertAdvises(registry, HostSettings.standard(), "--tls");
        }
    }

    @Test
    void serversThatSayThatTheyWantTlsAreUnderstood() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.faults()
                    .on("*", "")
                    .answers(WireResponse.text(400, "text/plain", "Client sent an HTTP request to an HTTPS server.\n"));
            assertAdvises(registry, HostSettings.standard(), "--tls");
        }
    }

    @Test
    void tlsSpokenToAPlainPortSaysWhatToTry() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            assertAdvises(registry, new HostSettings(false, true), "--plain-http");
        }
    }

    private static void assertAdvises(FakeRegistry registry, HostSettings hosts, String option) {
        assertThatThrownBy(() -> read(registry, TlsLookup.always(trusting()), hosts))
                .isInstanceOfSatisfying(
                        ContentException.class, e -> assertThat(e.remedy()).contains(option));
    }
}
