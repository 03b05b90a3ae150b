// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeProxy;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.Loopback;
import dev.ambidock.testkit.registry.RegistryGuard;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.TestAuthority;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.CertificateFolders;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are an IPv6 address: the brackets of their URLs are in the way of sockets, certificates and comparisons. */
@Timeout(60)
class RegistryIpv6Test {
    private static final RegistryOptions OPTIONS = RegistryOptions.standard().at(Loopback.IPV6);
    private static final WholeImage IMAGE = SampleImages.docker("example.org/sample/docker:v1");
    private static final Credentials SOMEBODY = Credentials.of("ada", "s3cret-word");
    private static final String FAR = "[2001:db8::5]";

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority.Identity near;
    private static TestAuthority.Identity far;

    @BeforeAll
    static void sign() throws IOException {
        assumeTrue(Loopback.IPV6.isAvailable(), "this machine has no ::1");
        authority = TestAuthority.in(folder);
        near = authority.identity("near", "ip:::1");
        far = authority.identity("far", "ip:2001:db8::5");
    }

    private static FakeRegistry secure(TestAuthority.Identity identity) throws IOException {
        FakeRegistry registry = FakeRegistry.start(OPTIONS, identity.context(), false);
        registry.content().put("some/app", "v1", IMAGE);
        return registry;
    }

    private static void copy(FakeRegistry from, FakeRegistry to, CredentialLookup credentials) throws IOException {
        new RegistryPair(DaemonThreads.executor())
                .copy(from.host() + "/app:v1", to.host() + "/to/app:v1", CopyRequest.keep(), credentials);
        assertThat(to.content().tags("to/app")).containsKey("v1");
    }

    private static void read(String host, TlsLookup tls, Proxies proxies) throws IOException {
        Registries.Settings standard = RegistryPair.settings(CredentialLookup.none());
        HttpTransfer.Settings http = RegistryPair.http(tls, proxies);
        Registries registries = new Registries(new Registries.Settings(
                http, new HostSettings(false, true), CredentialLookup.none(), standard.retries(), 0, 1));
        ImageName name = ImageName.parse(host + "/some/app:v1");
        try (ImageSource source =
                new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
            assertThat(source.image().root().digest()).isEqualTo(IMAGE.root().digest());
        }
    }

    private static TlsLookup trusting() {
        return TlsLookup.always(new TlsSettings(true, List.of(authority.certificate()), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void imagesMoveWhereverUploadsAreSent(boolean relative) throws IOException {
        RegistryOptions options = relative ? OPTIONS.withRelativeLocations() : OPTIONS;
        try (FakeRegistry from = FakeRegistry.start(OPTIONS);
                FakeRegistry to = FakeRegistry.start(options.withoutMounts())) {
            BigImage.of(from, "app", "v1", List.of(BlobData.of(new byte[300_000])));
            copy(from, to, CredentialLookup.none());
            assertThat(from.host()).startsWith("[::1]:");
            assertThat(to.wire().entries())
                    .allSatisfy(e -> assertThat(e.headers()).containsEntry("host", to.host()));
        }
    }

    @Test
    void anUploadThatBreaksGoesOn() throws IOException {
        try (FakeRegistry from = FakeRegistry.start(OPTIONS);
                FakeRegistry to = FakeRegistry.start(OPTIONS.withoutMounts())) {
            BigImage.of(from, "app", "v1", List.of(BlobData.of(new byte[900_000])));
            // One is the config's, which is shorter.
            to.faults().on("PUT", "/blobs/uploads/").times(2).resetRequestAfter(400_000);
            copy(from, to, CredentialLookup.none());
            assertThat(to.wire().of("PATCH", "/blobs/uploads/")).isNotEmpty();
        }
    }

    @Test
    void tokensComeFromAnAddressToo() throws IOException {
        FakeTokens.Options options =
                new FakeTokens.Options("token", 300, SOMEBODY.basic(), Optional.empty(), true, false);
        try (FakeRegistry registry = FakeRegistry.start(OPTIONS);
                FakeTokens tokens = FakeTokens.start(Loopback.IPV6, options)) {
            registry.content().put("app", "v1", IMAGE);
            registry.guardedBy(tokens.guard());
            copy(registry, registry, CredentialLookup.always(SOMEBODY));
            assertThat(tokens.issued()).isNotEmpty();
        }
    }

    @Test
    void anotherPortIsAnotherOrigin() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start(OPTIONS);
                FakeRegistry storage = FakeRegistry.start(OPTIONS);
                FakeRegistry destination = FakeRegistry.start(OPTIONS)) {
            registry.content().put("app", "v1", IMAGE);
            storage.content().put("app", "v1", IMAGE);
            RegistryGuard password = RegistryGuard.basic("ada", "s3cret-word");
            registry.guardedBy((request, host) -> {
                Optional<WireResponse> refusal = password.refusal(request, host);
                return refusal.isPresent() || !request.path().contains("/blobs/")
                        ? refusal
                        : Optional.of(WireResponse.of(307, "Location: http://" + storage.host() + request.path()));
            });
            copy(registry, destination, CredentialLookup.always(SOMEBODY));
            assertThat(storage.wire().entries())
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(e.headers())
                            .doesNotContainKey("authorization")
                            .containsEntry("host", storage.host()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listsGoOnWhereTheLinkSays(boolean absolute) throws IOException {
        try (FakeRegistry registry = FakeRegistry.start(OPTIONS.withPage(2));
                Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()))) {
            for (int i = 0; i < 5; i++) {
                registry.content().put("app", "v" + i, IMAGE);
            }
            if (absolute) {
                registry.faults().on("GET", "/tags/list").changes(r -> absolute(registry.host(), r));
            }
            Tags tags = new Tags(registries.repository(ImageName.parse(registry.host() + "/app")));
            assertThat(tags.all()).containsExactly("v0", "v1", "v2", "v3", "v4");
            assertThat(registry.wire().of("GET", "/tags/list")).hasSize(3);
        }
    }

    private static WireResponse absolute(String host, WireResponse answer) {
        return new WireResponse(
                answer.status(),
                answer.headers().stream()
                        .map(h -> h.replace("Link: </", "Link: <http://" + host + "/"))
                        .toList(),
                answer.length(),
                answer.content());
    }

    @Test
    void aCertificateForTheAddressIsOne() throws IOException {
        try (FakeRegistry registry = secure(near)) {
            read(registry.host(), trusting(), Proxies.none());
            read(registry.host().replace("[::1]", "[0:0:0:0:0:0:0:1]"), trusting(), Proxies.none());
        }
    }

    @Test
    void aCertificateForAnotherAddressIsNone() throws IOException {
        try (FakeRegistry registry = secure(far)) {
            ContentException refused = catchThrowableOfType(
                    ContentException.class, () -> read(registry.host(), trusting(), Proxies.none()));
            assertThat(refused.kind()).isEqualTo(FailureKind.DENIED);
            assertThat(refused.object()).isEqualTo(registry.host());
            assertThat(registry.wire().entries()).isEmpty();
        }
    }

    /** Docker and containers/image name the folder as the image does. */
    @ParameterizedTest
    @ValueSource(strings = {"[::1]:PORT", "[::1]"})
    void foldersOfCertificatesHaveBrackets(String name, @TempDir Path certs) throws IOException {
        try (FakeRegistry registry = secure(near)) {
            String port = registry.host().substring("[::1]:".length());
            Path own = Files.createDirectories(certs.resolve(name.replace("PORT", port)));
            Files.copy(authority.certificate(), own.resolve("any.crt"));
            read(registry.host(), new CertificateFolders(List.of(certs), TlsSettings.standard()), Proxies.none());
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY, ''", "https_proxy, eve:pass@"})
    void aProxyMayBeAnAddressAndLeadToOne(String variable, String login) throws IOException {
        try (FakeRegistry registry = secure(far);
                FakeProxy proxy = FakeProxy.start(Loopback.IPV6)) {
            proxy.knows(FAR + ":443", registry.host());
            if (!login.isEmpty()) {
                proxy.wants(Credentials.of("eve", "pass").basic().orElseThrow());
            }
            Proxies proxies = Proxies.of(Map.of(variable, "http://" + login + proxy.host()));
            read(FAR, trusting(), proxies);
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT " + FAR + ":443 ")
                            .contains("\r\nHost: " + FAR));
        }
    }

    @Test
    void aProxyIsNamedWithItsBrackets() throws IOException {
        try (FakeProxy proxy = FakeProxy.start(Loopback.IPV6)) {
            proxy.says("HTTP/1.1 403 Never\r\nContent-Length: 0\r\n\r\n");
            Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", proxy.host()));
            ContentException refused =
                    catchThrowableOfType(ContentException.class, () -> read(FAR, trusting(), proxies));
            assertThat(refused.object()).isEqualTo("proxy " + proxy.host());
        }
    }
}
