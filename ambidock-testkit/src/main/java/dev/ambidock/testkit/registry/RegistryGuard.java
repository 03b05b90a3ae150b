// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/** Who is let in. */
@FunctionalInterface
public interface RegistryGuard {

    /**
     * The answer to whom is not let in; empty for whom is.
     *
     * @param host the registry's own
     */
    Optional<WireResponse> refusal(WireRequest request, String host);

    /** Everybody. */
    static RegistryGuard open() {
        return (request, host) -> Optional.empty();
    }

    /** Who has a name and password. */
    static RegistryGuard basic(String user, String password) {
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return challenging("Basic realm=\"fake\"", wanted::equals);
    }

    /** Whose Authorization header is right; others hear these challenges. */
    static RegistryGuard challenging(String challenge, Predicate<String> authorization) {
        return (request, host) ->
                request.header("authorization").filter(authorization).isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                WireResponse.text(401, "application/json", "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}")
                                        .with("WWW-Authenticate: " + challenge.replace("HOST", host)));
    }
}
