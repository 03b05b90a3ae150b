// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a host proves who it is, and how the client does.
 *
 * @param verify whether the host's certificate is checked; never false unless a person said so
 * @param authorities PEM files of certificate authorities that are trusted beside the system's
 * @param client the client's own certificate and key
 */
public record TlsSettings(boolean verify, List<Path> authorities, Optional<ClientKey> client) {

    /**
     * A client's certificate.
     *
     * @param certificate PEM file with the certificate and those above it
     * @param key PEM file with its key, PKCS #8 or the older forms of RSA and EC; not encrypted
     */
    public record ClientKey(Path certificate, Path key) {}

    /** Copies the list. */
    public TlsSettings {
        authorities = List.copyOf(authorities);
    }

    /** The system's authorities, no certificate of the client's. */
    public static TlsSettings standard() {
        return new TlsSettings(true, List.of(), Optional.empty());
    }
}
