// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.ReferrersPolicy;
import dev.ambidock.copy.RegistryPair;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeProxy;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RecordingHost;
import dev.ambidock.testkit.registry.WireRequest;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A registry that wants a login, its token service, a registry that wants none, and somebody else who listens. */
final class GuardedScene implements AutoCloseable {
    static final String REMOTE = "registry.example:5000";
    private static final String REMOTE_TOKENS = "tokens.example:5001";
    private static final String PASSWORD = "s3cret-word";
    private static final String IDENTITY = "id-s3cret";
    private static final Credentials NAMED = Credentials.of("ada", PASSWORD);

    private final boolean remote;
    private final boolean byIdentity;
    private final WholeImage image = SampleImages.docker();
    private final FakeRegistry registry = FakeRegistry.start();
    private final FakeRegistry plain = FakeRegistry.start();
    private final RecordingHost other = RecordingHost.start();
    private final FakeProxy proxy = FakeProxy.start();
    private final FakeTokens tokens;

    /**
     * A scene.
     *
     * @param remote whether the registry is elsewhere, by way of a proxy
     * @param byIdentity whether who asks has an identity token in the place of a password
     */
    GuardedScene(boolean remote, boolean byIdentity) throws IOException {
        this.remote = remote;
        this.byIdentity = byIdentity;
        Optional<String> refresh = byIdentity ? Optional.of(IDENTITY) : Optional.empty();
        this.tokens = FakeTokens.start(new FakeTokens.Options("token", 300, NAMED.basic(), refresh, true, false));
        proxy.knows(REMOTE, registry.host());
        proxy.knows(REMOTE_TOKENS, tokens.host());
        for (FakeRegistry each : List.of(registry, plain)) {
            each.content().put("some/app", "v1", image);
            each.content().put("some/app", SampleImages.referrer(image, "note"));
        }
        realm(usual -> remote ? usual.replace(tokens.host(), REMOTE_TOKENS) : usual);
    }

    /** Changes what the registry says of where its tokens are. */
    void realm(UnaryOperator<String> change) {
        registry.guardedBy(
                (request, host) -> tokens.guard().refusal(request, host).map(r -> changed(r, change)));
    }

    private static WireResponse changed(WireResponse refusal, UnaryOperator<String> change) {
        List<String> headers = refusal.headers().stream()
                .map(h -> h.startsWith("WWW-Authenticate") ? change.apply(h) : h)
                .toList();
        return new WireResponse(refusal.status(), headers, refusal.length(), refusal.content());
    }

    FakeRegistry registry() {
        return registry;
    }

    FakeTokens tokens() {
        return tokens;
    }

    RecordingHost other() {
        return other;
    }

    /** The registry as the client knows it. */
    String host() {
        return remote ? REMOTE : registry.host();
    }

    /** Whether a request is by somebody who was let in. */
    static boolean isKnown(WireRequest request) {
        return request.header("authorization").isPresent();
    }

    Registries.Settings settings() {
        Credentials credentials = byIdentity ? Credentials.ofIdentity(IDENTITY) : NAMED;
        Map<String, String> environment = remote ? Map.of("http_proxy", "http://" + proxy.host()) : Map.of();
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), 1024);
        return new Registries.Settings(
                Clients.http(new SkippedWaits(), timeouts, Proxies.of(environment)),
                new HostSettings(true, false),
                CredentialLookup.always(credentials),
                RetryPolicy.defaults(),
                0,
                1);
    }

    void pull() throws IOException {
        copy(host() + "/some/app:v1", plain.host() + "/got/app:v1");
    }

    void push() throws IOException {
        copy(plain.host() + "/some/app:v1", host() + "/new/app:v1");
    }

    private void copy(String from, String to) throws IOException {
        new RegistryPair(DaemonThreads.executor())
                .copy(from, to, CopyRequest.keep().with(ReferrersPolicy.COPY), settings());
    }

    /** What nobody else may hear, as far as somebody else heard it. */
    List<String> leaks() {
        List<String> secrets = new ArrayList<>(tokens.issued());
        secrets.addAll(List.of(PASSWORD, IDENTITY, NAMED.basic().orElseThrow().substring("Basic ".length())));
        Stream<String> plainly = plain.wire().entries().stream()
                .filter(e -> e.headers().containsKey("authorization"))
                .map(e -> e.method() + " " + e.path());
        Stream<String> heard = other.heard().stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).contains("\r\nauthorization:")
                        || secrets.stream().anyMatch(text::contains));
        return Stream.concat(plainly, heard).toList();
    }

    @Override
    public void close() throws IOException {
        registry.close();
        plain.close();
        other.close();
        proxy.close();
        tokens.close();
    }
}
