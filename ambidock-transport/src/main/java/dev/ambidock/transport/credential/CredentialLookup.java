// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import java.io.IOException;
import java.util.Optional;

/** Finds out who somebody is at a registry. Thread-safe. */
@FunctionalInterface
public interface CredentialLookup {

    /** The credentials for a repository; empty for nobody in particular. */
    Optional<Credentials> find(String host, String repository) throws IOException;

    /** Nobody, anywhere. */
    static CredentialLookup none() {
        return (host, repository) -> Optional.empty();
    }

    /** The same everywhere. */
    static CredentialLookup always(Credentials credentials) {
        return (host, repository) -> Optional.of(credentials);
    }
}
