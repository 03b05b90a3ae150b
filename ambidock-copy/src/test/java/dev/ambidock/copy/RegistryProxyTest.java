// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeProxy;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.TestAuthority;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySink;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries behind a proxy, at hosts that only the proxy knows; and what a proxy may not do. */
@Timeout(60)
class RegistryProxyTest {
    private static final String SECURE = "secure.invalid:443";
    private static final String PLAIN = "plain.invalid:5000";
    private static final WholeImage IMAGE = SampleImages.docker("example.org/sample/docker:v1");
    private static final Credentials SOMEBODY = Credentials.of("ada", "of the registry");
    /** Of {@code eve:of the proxy}. */
    private static final String LOGIN = "Basic ZXZlOm9mIHRoZSBwcm94eQ==";

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority.Identity server;

    private FakeProxy proxy;
    private FakeRegistry secure;
    private FakeRegistry plain;

    @BeforeAll
    static void sign() throws IOException {
        authority = TestAuthority.in(folder);
        server = authority.identity("server", "dns:secure.invalid");
    }

    @BeforeEach
    void start() throws IOException {
        secure = FakeRegistry.start(RegistryOptions.standard(), server.context(), false);
        secure.content().put("some/app", "v1", IMAGE);
        plain = FakeRegistry.start(RegistryOptions.standard().withoutMounts().withRelativeLocations());
        plain.content().put("some/app", "v1", IMAGE);
        proxy = FakeProxy.start();
        proxy.knows(SECURE, secure.host());
        proxy.knows(PLAIN, plain.host());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        secure.close();
        plain.close();
    }

    private Registries registries(String address, CredentialLookup credentials, boolean plainHttp) {
        Registries.Settings standard = RegistryPair.settings(credentials);
        Map<String, String> environment = Map.of("https_proxy", "http://" + address, "HTTP_PROXY", "http://" + address);
        HttpTransfer.Settings http = RegistryPair.http(
                TlsLookup.always(new TlsSettings(true, List.of(authority.certificate()), Optional.empty())),
                Proxies.of(environment));
        return new Registries(new Registries.Settings(
                http, new HostSettings(plainHttp, false), credentials, standard.retries(), 0, 1));
    }

    private static ImageSource source(Registries registries, String host) throws IOException {
        ImageName name = ImageName.parse(host + "/some/app:v1");
        return new RegistrySource(name, registries.repository(name), Limits.defaults(), registries);
    }

    private void read(String address, CredentialLookup credentials) throws IOException {
        try (ImageSource source = source(registries(address, credentials, false), "secure.invalid")) {
            assertThat(source.image().root().digest()).isEqualTo(IMAGE.root().digest());
        }
    }

    private ContentException refused(String address) {
        return catchThrowableOfType(ContentException.class, () -> read(address, CredentialLookup.always(SOMEBODY)));
    }

    @Test
    void aTunnelLeadsToTheRegistryAndTheProxyLearnsNothing() throws IOException {
        read(proxy.host(), CredentialLookup.always(SOMEBODY));
        assertThat(proxy.heads())
                .hasSize(1)
                .allSatisfy(head -> assertThat(head)
                        .startsWith("CONNECT " + SECURE + " ")
                        .doesNotContainIgnoringCase("authorization"));
        assertThat(secure.wire().entries()).isNotEmpty();
    }

    @Test
    void aTunnelIsMadeWithALoginOnceTheProxyAsks() throws IOException {
        proxy.wants(LOGIN);
        read("eve:of%20the%20proxy@" + proxy.host(), CredentialLookup.none());
        assertThat(proxy.heads().get(1)).contains("Proxy-Authorization: " + LOGIN);
        assertThat(secure.wire().entries())
                .allSatisfy(e -> assertThat(e.headers()).doesNotContainKey("proxy-authorization"));
    }

    @Test
    void uploadsPassAProxyThatWantsALogin() throws IOException {
        proxy.wants(LOGIN);
        String address = "eve:of%20the%20proxy@" + proxy.host();
        Registries reading = registries(address, CredentialLookup.none(), true);
        Registries writing = registries(address, CredentialLookup.none(), true);
        ImageName to = ImageName.parse(PLAIN + "/other/app");
        BigImage.of(plain, "some/app", "v1", List.of(BlobData.of(new byte[300_000])));
        try (ImageSource in = source(reading, PLAIN);
                ImageSink out = new RegistrySink(to, writing.repository(to), Limits.defaults(), writing)) {
            Copier copier = new Copier(CopyEnvironment.on(DaemonThreads.executor()));
            copier.copy(in, in.image(), out, CopyRequest.keep());
        }
        assertThat(plain.content().tags("other/app")).containsKey("v1");
        assertThat(proxy.heads())
                .allSatisfy(head -> assertThat(head)
                        .contains(" http://" + PLAIN + "/v2/")
                        .contains("Proxy-Authorization: " + LOGIN));
        assertThat(plain.wire().entries())
                .allSatisfy(e -> assertThat(e.headers()).doesNotContainKey("proxy-authorization"));
    }

    /** Were it taken for the registry's, the registry's login would go wherever the proxy likes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 No|WWW-Authenticate: Bearer realm=\"https://evil.invalid/token\",service=\"s\"",
                "401 No|WWW-Authenticate: Basic realm=\"registry\"",
                "307 There|Location: https://evil.invalid/v2/",
                "404 None|Content-Type: application/json",
                "403 Never|Content-Type: text/html",
                "300 Choose|X: y"
            })
    void whatAProxySaysIsNotTheRegistrysWord(String said) {
        proxy.says("HTTP/1.1 " + said.replace("|", "\r\n") + "\r\nContent-Length: 0\r\n\r\n");
        ContentException refused = refused(proxy.host());
        assertThat(refused.object()).isEqualTo("proxy " + proxy.host());
        assertThat(refused.kind()).isEqualTo(FailureKind.DENIED);
        assertThat(refused.problem()).contains("secure.invalid", said.substring(0, 3));
        assertThat(proxy.heads())
                .hasSize(1)
                .allSatisfy(head -> assertThat(head)
                        .startsWith("CONNECT " + SECURE + " ")
                        .doesNotContainIgnoringCase("authorization"));
    }

    @ParameterizedTest
    @CsvSource({"'', it wants a login", "eve:wrong@, it does not take the login"})
    void aProxyThatWantsALoginIsToldAsThat(String login, String problem) {
        proxy.wants(LOGIN);
        ContentException refused = refused(login + proxy.host());
        assertThat(refused.object()).isEqualTo("proxy " + proxy.host());
        assertThat(refused.problem()).contains(problem).doesNotContain("wrong");
        assertThat(refused.remedy()).isEqualTo("HTTPS_PROXY=http://USER:PASSWORD@" + proxy.host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "what?\r\n\r\n", ""})
    void aProxyThatFailsIsNamed(String said) {
        proxy.says(said);
        ContentException refused = refused(proxy.host());
        assertThat(refused.kind()).isEqualTo(FailureKind.BROKEN);
        assertThat(refused.problem()).contains("proxy " + proxy.host());
        assertThat(proxy.heads()).as("tried again").hasSizeGreaterThan(1);
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        assertThat(refused(nobody).object()).isEqualTo("proxy " + nobody);
        ContentException unknown = refused("proxy.invalid:3128");
        assertThat(unknown.object()).isEqualTo("proxy proxy.invalid:3128");
        assertThat(unknown.remedy()).isEmpty();
    }

    @Test
    void aDownloadGoesOnThroughANewTunnel() throws IOException {
        BigImage big = BigImage.of(secure, "some/app", "v1", List.of(BlobData.of(new byte[2_000_000])));
        proxy.cutsOnceAfter(1_000_000);
        Descriptor layer = big.layers().get(0);
        try (ImageSource source = source(registries(proxy.host(), CredentialLookup.none(), false), "secure.invalid");
                InputStream in = source.open(layer)) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(layer.size());
        }
        assertThat(proxy.heads()).hasSize(2);
    }
}
