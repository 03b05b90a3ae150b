// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry.auth;

import dev.ambidock.model.Bytes;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Authorizer;
import dev.ambidock.transport.http.Body;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.http.LocalHosts;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches tokens where a registry says they are to be had.
 *
 * @ambidock.rule distribution, "Token Authentication Specification", "OAuth2 Token Authentication"
 */
final class TokenService {
    private static final int MOST_BYTES = 1 << 20;

    /** What services answer that know no OAuth2. */
    private static final Set<Integer> NO_OAUTH = Set.of(400, 401, 404, 405);

    private final URI registry;
    private final Exchange exchange;

    TokenService(URI registry, Exchange exchange) {
        this.registry = registry;
        this.exchange = exchange;
    }

    /**
     * A token for scopes.
     *
     * @throws ContentException of kind DENIED if the service gives none, or is nowhere a secret should go
     */
    Token fetch(Challenge challenge, Collection<String> scopes, Optional<Credentials> credentials) throws IOException {
        URI realm = realm(challenge);
        Optional<String> identity = credentials.flatMap(Credentials::identityToken);
        if (identity.isPresent()) {
            Optional<Token> token = refreshed(realm, challenge, scopes, identity.get());
            if (token.isPresent()) {
                return token.get();
            }
        }
        StringBuilder query = new StringBuilder();
        challenge.parameter("service").ifPresent(s -> add(query, "service", s));
        scopes.forEach(scope -> add(query, "scope", scope));
        credentials.filter(c -> !c.user().isEmpty()).ifPresent(c -> add(query, "account", c.user()));
        String separator = realm.getRawQuery() == null ? "?" : "&";
        Call call = Call.of("GET", query.isEmpty() ? realm : URI.create(realm + separator + query));
        Optional<String> basic = credentials.flatMap(Credentials::basic);
        try (Answer answer = exchange.send(
                basic.map(b -> call.with(Headers.AUTHORIZATION, b)).orElse(call), Authorizer.NONE, Set.of())) {
            if (!answer.isSuccess()) {
                throw refused(realm, answer);
            }
            return token(answer, realm);
        }
    }

    private Optional<Token> refreshed(URI realm, Challenge challenge, Collection<String> scopes, String identity)
            throws IOException {
        StringBuilder form = new StringBuilder();
        add(form, "grant_type", "refresh_token");
        add(form, "service", challenge.parameter("service").orElse(registry.getHost()));
        add(form, "client_id", "ambidock");
        if (!scopes.isEmpty()) {
            add(form, "scope", String.join(" ", scopes));
        }
        add(form, "refresh_token", identity);
        Call call = Call.of("POST", realm)
                .with(Headers.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .with(Body.secret(Bytes.of(form.toString())));
        try (Answer answer = exchange.send(call, Authorizer.NONE, Set.of())) {
            if (answer.isSuccess()) {
                return Optional.of(token(answer, realm));
            }
            if (NO_OAUTH.contains(answer.status())) {
                return Optional.empty();
            }
            throw refused(realm, answer);
        }
    }

    private static Token token(Answer answer, URI realm) throws IOException {
        String service = realm.getAuthority();
        return Token.parse(BoundedRead.all(answer.body(), MOST_BYTES, service).toArray(), service);
    }

    private static ContentException refused(URI realm, Answer answer) {
        ErrorDocument told = ErrorDocument.read(answer.head(ErrorDocument.MOST_BYTES));
        ContentException failure = ContentException.of(
                answer.status() == 401 || answer.status() == 403 ? FailureKind.DENIED : FailureKind.BROKEN,
                realm.getAuthority(),
                "the token service says " + answer.status() + (told.message().isEmpty() ? "" : ": " + told.message()));
        return answer.status() / 100 == 5
                ? failure.retryable()
                : failure.trying("ambidock login, or other credentials");
    }

    /** A registry may name another host for its tokens, but none where what is sent could be read or is not meant to go. */
    private URI realm(Challenge challenge) throws ContentException {
        Optional<String> text = challenge.parameter("realm");
        if (text.isEmpty()) {
            throw ContentException.of(
                    FailureKind.MALFORMED, registry.getAuthority(), "the registry does not say where its tokens are");
        }
        URI realm = Exchange.resolve(registry, text.get());
        boolean plain = realm.getScheme().equals("http");
        if (plain && registry.getScheme().equals("https")) {
            throw ContentException.of(
                    FailureKind.DENIED,
                    registry.getAuthority(),
                    "the registry wants its tokens to be fetched without TLS, from " + realm.getAuthority());
        }
        if (LocalHosts.isLocal(realm.getHost()) && !LocalHosts.isLocal(registry.getHost())) {
            throw ContentException.of(
                    FailureKind.DENIED,
                    registry.getAuthority(),
                    "the registry names a token service on this machine or its link, " + realm.getAuthority());
        }
        return realm;
    }

    private static void add(StringBuilder form, String name, String value) {
        form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
