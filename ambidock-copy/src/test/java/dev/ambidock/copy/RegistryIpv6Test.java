// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeProxy;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.TestAuthority;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.http.CertificateFolders;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Registries whose address is IPv6's: in URLs, in certificates, in folders, and behind proxies. */
@Timeout(60)
class RegistryIpv6Test {
    private static final WholeImage IMAGE = SampleImages.docker("example.org/sample/docker:v1");
    private static final RegistryOptions OPTIONS = RegistryOptions.standard().onIpv6();

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority.Identity named;

    @BeforeAll
    static void sign() throws IOException {
        boolean there = NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null;
        assumeTrue(there, "this system has no ::1");
        authority = TestAuthority.in(folder);
        named = authority.identity("named", "ip:::1");
    }

    private static FakeRegistry registry(RegistryOptions options) throws IOException {
        FakeRegistry registry = FakeRegistry.start(options);
        registry.content().put("some/app", "v1", IMAGE);
        assertThat(registry.host()).startsWith("[::1]:");
        return registry;
    }

    private static RegistryPair pair() {
        return new RegistryPair(DaemonThreads.executor());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void imagesComeAndGo(boolean relative) throws IOException {
        RegistryOptions options = relative ? OPTIONS.withRelativeLocations() : OPTIONS;
        try (FakeRegistry one = registry(OPTIONS);
                FakeRegistry two = FakeRegistry.start(options.withoutMounts())) {
            pair().copy(one.host() + "/some/app:v1", two.host() + "/other/app:v2", CopyRequest.to(Family.OCI));
            CopyReport back =
                    pair().copy(two.host() + "/other/app:v2", two.host() + "/third:v3", CopyRequest.to(Family.DOCKER));
            assertThat(back.root().digest()).isEqualTo(IMAGE.root().digest());
            assertThat(two.content().tags("third")).containsKey("v3");
        }
    }

    @Test
    void tokensAreForTheirRegistryAlone() throws IOException {
        try (FakeRegistry registry = registry(OPTIONS);
                FakeRegistry storage = FakeRegistry.start(OPTIONS);
                FakeTokens tokens = FakeTokens.startOnIpv6(FakeTokens.Options.standard())) {
            registry.guardedBy(tokens.guard());
            storage.content().put("some/app", IMAGE);
            WholeImage.Part layer = IMAGE.blobs().get(0);
            String path = "/v2/some/app/blobs/" + layer.descriptor().digest();
            registry.faults().on("GET", path).answers(307, "Location: http://" + storage.host() + path);
            try (ImageSource source = source(registry.host(), settings(TlsLookup.always(TlsSettings.standard())))) {
                assertThat(source.image().root()).isEqualTo(IMAGE.root());
                assertThat(source.open(layer.descriptor()).readAllBytes())
                        .isEqualTo(layer.content().toArray());
            }
            assertThat(tokens.issued()).isNotEmpty();
            assertThat(storage.wire().entries())
                    .hasSize(1)
                    .allSatisfy(e -> assertThat(e.headers()).doesNotContainKey("authorization"));
        }
    }

    private static ImageSource source(String host, Registries.Settings settings) {
        Registries registries = new Registries(settings);
        ImageName name = ImageName.parse(host + "/some/app:v1");
        return new RegistrySource(name, registries.repository(name), Limits.defaults(), registries);
    }

    private static Registries.Settings settings(TlsLookup tls) {
        return settings(tls, Map.of(), new HostSettings(false, false));
    }

    private static Registries.Settings settings(TlsLookup tls, Map<String, String> environment, HostSettings hosts) {
        Registries.Settings standard = RegistryPair.settings(CredentialLookup.none());
        HttpTransfer.Settings http = new HttpTransfer.Settings(
                tls,
                Proxies.of(environment),
                standard.http().timeouts(),
                "ambidock",
                Optional.empty(),
                standard.http().pause(),
                DaemonThreads.executor());
        CredentialLookup login = CredentialLookup.always(Credentials.of("ada", "secret"));
        return new Registries.Settings(http, hosts, login, standard.retries(), 0, 1);
    }

    private static FakeRegistry secure(TestAuthority.Identity identity) throws IOException {
        FakeRegistry registry = FakeRegistry.start(OPTIONS, identity.context(), false);
        registry.content().put("some/app", "v1", IMAGE);
        return registry;
    }

    private static void readSecurely(FakeRegistry registry, TlsLookup tls) throws IOException {
        try (ImageSource source = source(registry.host(), settings(tls, Map.of(), new HostSettings(false, true)))) {
            assertThat(source.image().root().digest()).isEqualTo(IMAGE.root().digest());
        }
    }

    @Test
    void certificatesNameTheAddress() throws IOException {
        TlsLookup trusting =
                TlsLookup.always(new TlsSettings(true, List.of(authority.certificate()), Optional.empty()));
        try (FakeRegistry registry = secure(named)) {
            readSecurely(registry, trusting);
        }
        TestAuthority.Identity elsewhere = authority.identity("elsewhere", "ip:127.0.0.1", "dns:localhost");
        try (FakeRegistry other = secure(elsewhere)) {
            assertThat(catchThrowableOfType(ContentException.class, () -> readSecurely(other, trusting)))
                    .hasMessageContaining("certificate is not to be trusted");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void foldersOfCertificatesAreNamedAsTheRegistryIs(boolean port) throws IOException {
        try (FakeRegistry registry = secure(named)) {
            Path certificates = folder.resolve("certs.d-" + port);
            Path own = Files.createDirectories(certificates.resolve(port ? registry.host() : "[::1]"));
            Files.copy(authority.certificate(), own.resolve("ca.crt"));
            readSecurely(registry, new CertificateFolders(List.of(certificates), TlsSettings.standard()));
        }
    }

    @Test
    void aProxyMayHaveSuchAnAddressToo() throws IOException {
        try (FakeRegistry registry = registry(OPTIONS);
                FakeProxy proxy = FakeProxy.startOnIpv6()) {
            proxy.knows("[fd00::5]:5000", registry.host());
            Map<String, String> environment = Map.of("http_proxy", "http://" + proxy.host());
            Registries.Settings settings =
                    settings(TlsLookup.always(TlsSettings.standard()), environment, new HostSettings(true, false));
            try (ImageSource source = source("[fd00::5]:5000", settings)) {
                assertThat(source.image().root().digest())
                        .isEqualTo(IMAGE.root().digest());
            }
            assertThat(proxy.heads()).anyMatch(head -> head.startsWith("GET http://[fd00::5]:5000/v2/some/app/"));
        }
    }
}
