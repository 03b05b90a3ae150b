// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Sets TLS up at the first connection that needs it: that costs more than a whole exchange without it. */
final class LazyTls implements TlsSocketStrategy {
    private final TlsLookup lookup;
    private final Map<String, TlsSocketStrategy> strategies = new HashMap<>();

    LazyTls(TlsLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        return strategy(target, port).upgrade(socket, target, port, attachment, context);
    }

    private synchronized TlsSocketStrategy strategy(String host, int port) throws IOException {
        String key = host + ":" + port;
        TlsSocketStrategy known = strategies.get(key);
        if (known != null) {
            return known;
        }
        TlsSettings settings = lookup.find(host, port);
        TlsSocketStrategy made = settings.verify()
                ? new DefaultClientTlsStrategy(TlsContexts.of(settings))
                : new DefaultClientTlsStrategy(
                        TlsContexts.of(settings), HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
        strategies.put(key, made);
        return made;
    }
}
