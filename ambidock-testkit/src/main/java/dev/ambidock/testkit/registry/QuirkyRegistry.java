// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.transport.credential.Credentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A registry with {@link Quirks}, with its token service and the storage behind it where it has them. */
public final class QuirkyRegistry implements AutoCloseable {
    private static final String USER = "ada";
    private static final String PASSWORD = "s3cret-word";
    static final String IDENTITY = "id-s3cret";
    static final String BASIC = Credentials.of(USER, PASSWORD).basic().orElseThrow();

    private final Quirks quirks;
    private final FakeRegistry registry;
    private final Optional<FakeTokens> tokens;
    private final Optional<WireServer> storage;
    private final WireLog storageWire = new WireLog();

    private QuirkyRegistry(Quirks quirks) throws IOException {
        this.quirks = quirks;
        this.registry = FakeRegistry.start(quirks.options());
        this.tokens = quirks.tokens().isEmpty()
                ? Optional.empty()
                : Optional.of(FakeTokens.start(quirks.tokens().get()));
        this.storage = quirks.isElsewhere() ? Optional.of(storage()) : Optional.empty();
        List<RegistryQuirk> all = Stream.concat(
                        storage.map(s -> QuirkParts.elsewhere(s.host())).stream(), quirks.parts().stream())
                .toList();
        registry.behaves(RegistryQuirk.all(all));
        registry.guardedBy(guard());
    }

    /** Starts one. */
    public static QuirkyRegistry start(Quirks quirks) throws IOException {
        return new QuirkyRegistry(quirks);
    }

    private WireServer storage() throws IOException {
        RegistryQuirk signed = QuirkParts.signed();
        return WireServer.start(
                Loopback.IPV4,
                ServerSocket::new,
                new FaultyHandler(
                        storageWire, new RegistryFaults(), request -> signed.answer(request, registry::route)));
    }

    private RegistryGuard guard() {
        RegistryGuard usual = tokens.map(FakeTokens::guard).orElse(RegistryGuard.basic(USER, PASSWORD));
        return (request, host) -> usual.refusal(request, host).map(this::spelled);
    }

    private WireResponse spelled(WireResponse refusal) {
        List<String> headers = refusal.headers().stream()
                .map(h ->
                        h.startsWith("WWW-Authenticate: ") ? quirks.challenge().apply(h) : h)
                .toList();
        return new WireResponse(refusal.status(), headers, refusal.length(), refusal.content());
    }

    /** What it answers with, and what it holds. */
    public FakeRegistry registry() {
        return registry;
    }

    /** Who is let in. */
    public Credentials credentials() {
        boolean byIdentity =
                quirks.tokens().flatMap(FakeTokens.Options::refresh).isPresent();
        return byIdentity ? Credentials.ofIdentity(IDENTITY) : Credentials.of(USER, PASSWORD);
    }

    /** What went over the wire to the storage behind it. */
    public WireLog storageWire() {
        return storageWire;
    }

    @Override
    public void close() throws IOException {
        registry.close();
        if (tokens.isPresent()) {
            tokens.get().close();
        }
        if (storage.isPresent()) {
            storage.get().close();
        }
    }
}
