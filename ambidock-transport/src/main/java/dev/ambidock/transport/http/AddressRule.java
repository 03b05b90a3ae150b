// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.net.InetAddress;

/** Says which addresses of a host may be connected to. Asked of the very addresses that are then used. Thread-safe. */
public interface AddressRule {
    /** Lets every address through. */
    AddressRule ANY = (host, address) -> true;

    /**
     * Decides over one address.
     *
     * @param host as the URL has it, or of the proxy that is asked in its place
     */
    boolean permits(String host, InetAddress address);
}
