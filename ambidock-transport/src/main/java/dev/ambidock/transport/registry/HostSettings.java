// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.http.AddressLiteral;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Which URL a registry's host has. TLS is spoken unless a person said otherwise; only the machine itself is asked in plain
 * HTTP by nature, as crane and the engines of Docker do.
 *
 * @param plainHttp whether plain HTTP is spoken with every host
 * @param tls whether TLS is spoken with the machine itself too
 */
public record HostSettings(boolean plainHttp, boolean tls) {
    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io");

    /** The defaults. */
    public static HostSettings standard() {
        return new HostSettings(false, false);
    }

    /** The base of a host's URLs, without a slash at the end. */
    URI base(String host) {
        String api = DOCKER_HUB.contains(host.toLowerCase(Locale.ROOT)) ? "registry-1.docker.io" : host;
        boolean plain = plainHttp || (!tls && isLoopback(host));
        return URI.create((plain ? "http://" : "https://") + api);
    }

    /** Whether a host, with its port or without, is the machine itself by its very name or address. */
    static boolean isLoopback(String host) {
        String name = host.startsWith("[") ? host.substring(0, host.indexOf(']') + 1) : host.split(":", 2)[0];
        return name.equalsIgnoreCase("localhost")
                || name.toLowerCase(Locale.ROOT).endsWith(".localhost")
                || AddressLiteral.find(name)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }
}
