// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hosts that are asked without a proxy: names, their subdomains, addresses, networks, each with a port or without. */
final class Exemptions {
    private final List<String> entries;

    /** Reads a list parted by commas or blanks; {@code *} covers every host. */
    Exemptions(String list) {
        this.entries = List.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"));
    }

    boolean cover(String host, int port) {
        String name = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        Optional<InetAddress> address = AddressLiteral.find(name);
        if (name.equals("localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
            return true;
        }
        return entries.stream().anyMatch(e -> !e.isEmpty() && covers(e, name, address, port));
    }

    private static boolean covers(String entry, String name, Optional<InetAddress> address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return address.isPresent() && isInside(address.get(), entry);
        }
        String wanted = entry.replaceAll("[\\[\\]]", "");
        int colon = wanted.lastIndexOf(':');
        boolean ported = colon > 0 && (wanted.indexOf(':') == colon || entry.contains("]:"));
        if (ported) {
            if (!wanted.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            wanted = wanted.substring(0, colon);
        }
        if (address.isPresent()) {
            return AddressLiteral.find(wanted).equals(address);
        }
        String domain = wanted.replaceFirst("^(\\*?\\.)", "");
        return name.endsWith("." + domain)
                || (name.equals(domain) && !wanted.startsWith("."))
                || (name.equals(domain) && wanted.startsWith("*"));
    }

    private static boolean isInside(InetAddress address, String network) {
        int slash = network.indexOf('/');
        Optional<InetAddress> base = AddressLiteral.find(network.substring(0, slash));
        String bits = network.substring(slash + 1);
        if (base.isEmpty() || !bits.matches("[0-9]{1,3}")) {
            return false;
        }
        byte[] a = address.getAddress();
        byte[] b = base.get().getAddress();
        int shift = a.length * 8 - Integer.parseInt(bits);
        return a.length == b.length
                && shift >= 0
                && new BigInteger(1, a).shiftRight(shift).equals(new BigInteger(1, b).shiftRight(shift));
    }
}
