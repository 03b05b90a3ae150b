// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/** Hosts that are this machine, or reached only from it, by their very name or address. */
public final class LocalHosts {
    private LocalHosts() {}

    /**
     * Whether a host is; names are not looked up.
     *
     * @param host as URLs have it, without a port
     */
    public static boolean isLocal(String host) {
        // A dot at the end says only that nothing follows.
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || AddressLiteral.find(name).filter(LocalHosts::isLocal).isPresent();
    }

    /** Whether a server on one host leads to this machine from elsewhere. */
    static boolean leadsHere(URI from, URI to) {
        return isLocal(to.getHost()) && !isLocal(from.getHost());
    }

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress();
    }
}
