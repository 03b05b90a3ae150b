// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;

/** How each host proves who it is. Thread-safe. */
@FunctionalInterface
public interface TlsLookup {

    /** The settings for a host; asked when a connection needs TLS. */
    TlsSettings find(String host, int port) throws IOException;

    /** The same for every host. */
    static TlsLookup always(TlsSettings settings) {
        return (host, port) -> settings;
    }
}
