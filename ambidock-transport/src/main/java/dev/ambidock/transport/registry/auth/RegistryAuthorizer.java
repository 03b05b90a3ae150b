// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry.auth;

import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.http.Authorizer;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.http.Pause;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers the challenges of one registry: with a token for each set of scopes, or with a name and password. Asks for
 * credentials when first challenged. Thread-safe; threads that need the same token wait for one request.
 */
public final class RegistryAuthorizer implements Authorizer {
    private final String host;
    private final String repository;
    private final CredentialLookup lookup;
    private final TokenService tokens;
    private final Pause pause;
    private final Map<Set<String>, Held> held = new HashMap<>();
    private Optional<Challenge> bearer = Optional.empty();
    private Optional<String> basic = Optional.empty();
    private Optional<Credentials> credentials = Optional.empty();
    private boolean looked;

    private record Held(Token token, long until) {}

    /**
     * An authorizer.
     *
     * @param host as credentials are kept for it
     * @param registry the base of its URLs
     */
    public RegistryAuthorizer(
            String host, String repository, URI registry, CredentialLookup lookup, Exchange exchange, Pause pause) {
        this.host = host;
        this.repository = repository;
        this.lookup = lookup;
        this.tokens = new TokenService(registry, exchange);
        this.pause = pause;
    }

    @Override
    public synchronized Optional<String> authorization(Set<String> scopes) throws IOException {
        if (basic.isPresent() || bearer.isEmpty()) {
            return basic;
        }
        Held known = held.get(scopes);
        if (known == null || pause.ticks() - known.until() >= 0) {
            known = fetch(bearer.get(), scopes, scopes);
        }
        return Optional.of("Bearer " + known.token().value());
    }

    @Override
    public synchronized boolean challenged(Set<String> scopes, Optional<String> refused, List<Challenge> challenges)
            throws IOException {
        Optional<String> known = bearer.isEmpty() && basic.isEmpty() ? Optional.empty() : authorization(scopes);
        if (known.isPresent() && !known.equals(refused)) {
            // Another thread was challenged meanwhile.
            return true;
        }
        Optional<Challenge> wanted =
                find(challenges, "bearer").filter(c -> c.parameter("realm").isPresent());
        if (wanted.isPresent()) {
            return answer(scopes, wanted.get());
        }
        if (find(challenges, "basic").isPresent() && basic.isEmpty()) {
            basic = credentials().flatMap(Credentials::basic);
            return basic.isPresent();
        }
        return false;
    }

    private boolean answer(Set<String> scopes, Challenge challenge) throws IOException {
        Optional<String> given = credentials().flatMap(Credentials::registryToken);
        if (given.isPresent()) {
            boolean first = basic.isEmpty();
            basic = Optional.of("Bearer " + given.get());
            return first;
        }
        bearer = Optional.of(challenge);
        Set<String> wanted = new LinkedHashSet<>(scopes);
        challenge
                .parameter("scope")
                .ifPresent(s -> wanted.addAll(List.of(s.strip().split("\\s+"))));
        Held refused = held.get(scopes);
        Held fresh = fetch(challenge, scopes, wanted);
        // A service that gives the same token again will be refused again.
        return refused == null || !refused.token().value().equals(fresh.token().value());
    }

    private Held fetch(Challenge challenge, Set<String> scopes, Set<String> wanted) throws IOException {
        Token token = tokens.fetch(challenge, wanted, credentials());
        token.refresh().ifPresent(this::remember);
        Held fetched = new Held(token, pause.ticks() + token.lifetime().toNanos());
        held.put(Set.copyOf(scopes), fetched);
        return fetched;
    }

    private void remember(String identity) {
        credentials = credentials
                .filter(c -> c.identityToken().isPresent())
                .map(c -> new Credentials(c.user(), c.password(), Optional.of(identity), c.registryToken()));
    }

    private Optional<Credentials> credentials() throws IOException {
        if (!looked) {
            credentials = lookup.find(host, repository);
            looked = true;
        }
        return credentials;
    }

    private static Optional<Challenge> find(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
    }
}
