// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Who somebody is at a registry. Never shown.
 *
 * @param user may be empty beside an identity token
 * @param password or access token
 * @param identityToken for the OAuth2 way of getting tokens
 * @param registryToken a token to send as it is
 */
public record Credentials(
        String user, String password, Optional<String> identityToken, Optional<String> registryToken) {

    /** A name and a password. */
    public static Credentials of(String user, String password) {
        return new Credentials(user, password, Optional.empty(), Optional.empty());
    }

    /** An identity token. */
    public static Credentials ofIdentity(String token) {
        return new Credentials("", "", Optional.of(token), Optional.empty());
    }

    /** The value of an Authorization header; empty if there is no name. */
    public Optional<String> basic() {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Override
    public String toString() {
        return "credentials of " + (user.isEmpty() ? "a token" : "somebody");
    }
}
