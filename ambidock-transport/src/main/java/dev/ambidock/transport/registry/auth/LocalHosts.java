// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry.auth;

import dev.ambidock.transport.http.AddressLiteral;
import java.net.InetAddress;
import java.util.Locale;

/** Hosts that are this machine, or reached only from it, by their very name or address. */
final class LocalHosts {
    private LocalHosts() {}

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress();
    }

    static boolean isLocal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || AddressLiteral.find(name).filter(LocalHosts::isLocal).isPresent();
    }
}
