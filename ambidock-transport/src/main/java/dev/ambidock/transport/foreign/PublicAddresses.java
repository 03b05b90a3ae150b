// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.foreign;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public network from those that mean something else to each who asks.
 *
 * @ambidock.rule IANA, special-purpose address registries (RFC 6890); RFC 4193; RFC 6052; RFC 6598
 */
final class PublicAddresses {
    /** What Java's own questions leave out. */
    private static final List<Network> SPECIAL = List.of(
            new Network("00000000", 8),
            new Network("64400000", 10),
            new Network("c0000000", 24),
            new Network("c0000200", 24),
            new Network("c0586300", 24),
            new Network("c6120000", 15),
            new Network("c6336400", 24),
            new Network("cb007100", 24),
            new Network("f0000000", 4),
            // IPv6: everything but 2000::/3, and what in there carries another address or leads nowhere.
            new Network("20010000" + "0".repeat(24), 23),
            new Network("20010db8" + "0".repeat(24), 32),
            new Network("20020000" + "0".repeat(24), 16),
            new Network("3fff0000" + "0".repeat(24), 20));

    private static final Network GLOBAL = new Network("20000000" + "0".repeat(24), 3);

    private PublicAddresses() {}

    private record Network(String base, int bits) {
        boolean holds(byte[] address) {
            int shift = address.length * Byte.SIZE - bits;
            return base.length() == address.length * 2
                    && new BigInteger(1, address).shiftRight(shift).equals(new BigInteger(base, 16).shiftRight(shift));
        }
    }

    static boolean holds(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean local = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        boolean elsewhere = bytes.length > 4 && !GLOBAL.holds(bytes);
        return !local && !elsewhere && SPECIAL.stream().noneMatch(n -> n.holds(bytes));
    }
}
