// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
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
                target.getSchemeName(), target.getHostName(), port(target.getSchemeName(), target.getPort()));
        return proxy.map(p -> new HttpHost(p.host(), p.port())).orElse(null);
    }

    /** Lets the client answer the proxy of a request, if it asks who is there. */
    static void login(Proxies proxies, URI uri, HttpClientContext context) throws ContentException {
        Optional<ProxyAddress> proxy;
        try {
            proxy = proxies.find(uri.getScheme(), uri.getHost(), port(uri.getScheme(), uri.getPort()));
        } catch (MalformedTextException e) {
            throw ContentException.of(FailureKind.MALFORMED, "proxy", String.valueOf(e.getMessage()));
        }
        if (proxy.isPresent() && proxy.get().login().isPresent()) {
            String login = proxy.get().login().get();
            int colon = login.indexOf(':');
            String user = colon < 0 ? login : login.substring(0, colon);
            String password = colon < 0 ? "" : login.substring(colon + 1);
            BasicCredentialsProvider provider = new BasicCredentialsProvider();
            provider.setCredentials(
                    new AuthScope(proxy.get().host(), proxy.get().port()),
                    new UsernamePasswordCredentials(user, password.toCharArray()));
            context.setCredentialsProvider(provider);
        }
    }

    private static int port(String scheme, int port) {
        return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
    }
}
