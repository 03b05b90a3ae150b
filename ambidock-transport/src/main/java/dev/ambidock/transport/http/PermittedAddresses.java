// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/** Looks names up as the system does, and leaves out what is not permitted. */
final class PermittedAddresses implements DnsResolver {
    private final AddressRule rule;

    PermittedAddresses(AddressRule rule) {
        this.rule = rule;
    }

    /** A host that has addresses, none of which is permitted. */
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] permitted = Stream.of(InetAddress.getAllByName(host))
                .filter(address -> rule.permits(host, address))
                .toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new Forbidden(host);
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
