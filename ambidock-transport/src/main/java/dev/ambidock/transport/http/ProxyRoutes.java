// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.util.Optional;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Sends requests by the proxies that are meant for them. */
final class ProxyRoutes extends DefaultRoutePlanner {
    private final Proxies proxies;

    ProxyRoutes(Proxies proxies) {
        super(null);
        this.proxies = proxies;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        Optional<ProxyAddress> proxy = proxies.find(
                target.getSchemeName(), target.getHostName(), Proxies.port(target.getSchemeName(), target.getPort()));
        return proxy.map(p -> new HttpHost(p.host(), p.port())).orElse(null);
    }
}
