// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.util.Optional;

/**
 * A proxy.
 *
 * @param login user name and password, parted by a colon; never shown
 */
public record ProxyAddress(String host, int port, Optional<String> login) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
