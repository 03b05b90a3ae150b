// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** By which address a fake is reached from its own machine. */
public enum Loopback {
    IPV4("127.0.0.1"),
    IPV6("[::1]");

    private final String host;

    Loopback(String host) {
        this.host = host;
    }

    /** Whether this machine has it. */
    public boolean isAvailable() {
        try (ServerSocket free = new ServerSocket(0, 1, address())) {
            return free.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    InetAddress address() throws UnknownHostException {
        return InetAddress.getByName(host);
    }

    /** As URLs spell it. */
    String authority(int port) {
        return host + ":" + port;
    }
}
