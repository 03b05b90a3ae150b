// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry.auth;

import java.util.Locale;

/** Hosts that are this machine, or reached only from it, by their very name. */
final class LocalHosts {
    private LocalHosts() {}

    static boolean isLocal(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127(\\.[0-9]{1,3}){3}")
                || name.matches("169\\.254(\\.[0-9]{1,3}){2}")
                || name.equals("0.0.0.0")
                || name.equals("::")
                || name.equals("::1")
                || name.startsWith("fe80:")
                || name.startsWith("::ffff:127.")
                || name.startsWith("::ffff:169.254.");
    }
}
