// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Hosts that are given by their address: one address has many spellings. */
public final class AddressLiteral {
    private AddressLiteral() {}

    /**
     * The address that a host is; empty for a name, which is never looked up.
     *
     * @param host with the brackets of URLs or without them, without a port
     */
    public static Optional<InetAddress> find(String host) {
        String text = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|%.*", "");
        boolean literal =
                text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || (text.contains(":") && text.matches("[0-9a-f:.]+"));
        try {
            return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether a host is made of numbers in a way that not everybody reads as the same address, such as {@code 0177.0.0.1}. */
    static boolean isAmbiguous(String host) {
        return host.matches("[0-9.]+") && !host.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    }
}
