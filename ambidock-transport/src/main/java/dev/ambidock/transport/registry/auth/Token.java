// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry.auth;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.time.Duration;
import java.util.Optional;

/**
 * A token and how long it may be used.
 *
 * @param value sent as it is; never shown
 * @param lifetime from when it was fetched, already shortened so that it does not die on the way
 * @param refresh a new identity token, if the service gave one
 * @ambidock.rule distribution, "Token Authentication Specification"
 */
record Token(String value, Duration lifetime, Optional<String> refresh) {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64, 100_000, 10_000);
    private static final long DEFAULT_SECONDS = 60;
    private static final long MOST_SECONDS = 3600;

    /** Reads what a token service answered. */
    static Token parse(byte[] body, String service) throws ContentException {
        try {
            JsonTree tree = JsonTree.parse(body, LIMITS);
            Optional<String> token = text(tree, "token").or(() -> text(tree, "access_token"));
            if (token.isEmpty() || !token.get().matches("[\\x21-\\x7E]+")) {
                throw ContentException.of(FailureKind.MALFORMED, service, "the answer holds no token");
            }
            long seconds = tree.root()
                    .member("expires_in")
                    .filter(v -> v.is(JsonKind.NUMBER))
                    .flatMap(v -> v.integer().stream().boxed().findFirst())
                    .filter(s -> s > 0)
                    .orElse(DEFAULT_SECONDS);
            Duration lifetime = Duration.ofMillis(Math.min(seconds, MOST_SECONDS) * 800);
            return new Token(token.get(), lifetime, text(tree, "refresh_token"));
        } catch (MalformedJsonException e) {
            throw ContentException.of(FailureKind.MALFORMED, service, "the answer is no JSON document");
        }
    }

    private static Optional<String> text(JsonTree tree, String name) {
        return tree.root().is(JsonKind.OBJECT) ? tree.root().text(name).filter(t -> !t.isEmpty()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "a token";
    }
}
