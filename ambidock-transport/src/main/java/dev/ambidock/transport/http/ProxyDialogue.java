// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpRequest;

/**
 * One request's dealings with the proxy that it goes by, if there is one. A proxy may answer in a server's stead: what it says is
 * never taken for the server's word, since that would let it ask for logins and send requests elsewhere.
 *
 * @ambidock.rule RFC 9110, sections 9.3.6 and 11.7
 */
final class ProxyDialogue {
    private static final int LOGIN_WANTED = 407;

    private final URI uri;
    private final Optional<ProxyAddress> proxy;

    private ProxyDialogue(URI uri, Optional<ProxyAddress> proxy) {
        this.uri = uri;
        this.proxy = proxy;
    }

    /** Of a request to this place. */
    static ProxyDialogue of(Proxies proxies, URI uri) throws ContentException {
        try {
            return new ProxyDialogue(
                    uri, proxies.find(uri.getScheme(), uri.getHost(), Proxies.port(uri.getScheme(), uri.getPort())));
        } catch (MalformedTextException e) {
            throw ContentException.of(FailureKind.MALFORMED, "proxy", String.valueOf(e.getMessage()));
        }
    }

    private boolean isSecure() {
        return uri.getScheme().equals("https");
    }

    /**
     * Gives the proxy its login: where it only makes connections, as soon as it asks; where it passes requests on, with the
     * request, whose body may not be sent twice.
     */
    void login(HttpRequest request, HttpClientContext context) {
        if (proxy.isEmpty() || proxy.get().login().isEmpty()) {
            return;
        }
        String login = proxy.get().login().get();
        if (!isSecure()) {
            byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
            request.setHeader(
                    "Proxy-Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
            return;
        }
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        String password = colon < 0 ? "" : login.substring(colon + 1);
        BasicCredentialsProvider provider = new BasicCredentialsProvider();
        provider.setCredentials(
                new AuthScope(proxy.get().host(), proxy.get().port()),
                new UsernamePasswordCredentials(user, password.toCharArray()));
        context.setCredentialsProvider(provider);
    }

    /** Refuses an answer that is not the server's own, and closes it then. */
    void check(ClassicHttpResponse response, HttpClientContext context) throws IOException {
        boolean withoutTls = isSecure() && context.getSSLSession() == null;
        if (withoutTls || (proxy.isPresent() && response.getCode() == LOGIN_WANTED)) {
            try (response) {
                throw refusal(response.getCode());
            }
        }
    }

    private IOException refusal(int status) {
        if (proxy.isEmpty()) {
            return ContentException.of(FailureKind.BROKEN, uri.getAuthority(), "it answered without TLS");
        }
        String name = "proxy " + proxy.get();
        return switch (status) {
            case LOGIN_WANTED -> {
                boolean given = proxy.get().login().isPresent();
                String problem = given ? "it does not take the login that it is given" : "it wants a login";
                String variable = isSecure() ? "HTTPS_PROXY" : "HTTP_PROXY";
                yield ContentException.of(FailureKind.DENIED, name, problem)
                        .trying(variable + "=http://USER:PASSWORD@" + proxy.get());
            }
            case 502, 503, 504 ->
                new NoAnswerException(
                        "the " + name + " says " + status + " instead of connecting", new ConnectException());
            default ->
                ContentException.of(
                                FailureKind.DENIED,
                                name,
                                "it does not connect to " + uri.getAuthority() + ", it says " + status)
                        .trying("another proxy, or the host in NO_PROXY, if it can be reached without one");
        };
    }

    /** Says what a failed connection means. */
    IOException explain(IOException failure) {
        if (proxy.isEmpty()) {
            return ConnectionFailures.explain(uri, failure);
        }
        String name = "proxy " + proxy.get();
        if (failure instanceof UnknownHostException) {
            return ContentException.of(FailureKind.NOT_FOUND, name, "no address is known for it");
        }
        if (failure instanceof ConnectException) {
            return ContentException.of(FailureKind.BROKEN, name, "it accepts no connection")
                    .trying("the right host and port, or again once it runs")
                    .retryable();
        }
        IOException explained = ConnectionFailures.explain(uri, failure);
        return explained instanceof NoAnswerException none
                ? new NoAnswerException(
                        String.valueOf(none.getMessage()) + ", by way of the " + name, none.remedy(), failure)
                : explained;
    }
}
