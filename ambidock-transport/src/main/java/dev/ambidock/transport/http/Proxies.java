// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.model.MalformedTextException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests go by a proxy, as the environment says: {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and
 * {@code NO_PROXY}, in small letters too, which come first. The machine itself is never asked by way of a proxy.
 */
public final class Proxies {
    private static final int DEFAULT_PORT = 8080;
    private static final int MOST_PORT = 65_535;

    private final Map<String, String> environment;
    private final Exemptions exemptions;

    private Proxies(Map<String, String> environment) {
        this.environment = environment;
        this.exemptions = new Exemptions(value("NO_PROXY").orElse(""));
    }

    /** What these variables say. */
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(environment);
    }

    /** No proxies at all. */
    public static Proxies none() {
        return new Proxies(Map.of());
    }

    /**
     * The proxy for a host. Throws {@link MalformedTextException} if the variable for it is no URL of a proxy.
     *
     * @param scheme http or https
     */
    public Optional<ProxyAddress> find(String scheme, String host, int port) {
        String variable = scheme.equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
        Optional<String> url = value(variable).or(() -> value("ALL_PROXY"));
        return url.isEmpty() || exemptions.cover(host, port) ? Optional.empty() : Optional.of(parse(url.get()));
    }

    /** The port of a URL that may leave it out. */
    public static int port(String scheme, int port) {
        return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable.toLowerCase(Locale.ROOT)))
                .filter(v -> !v.isBlank())
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(v -> !v.isBlank()));
    }

    private static ProxyAddress parse(String text) {
        String url = text.contains("://") ? text.strip() : "http://" + text.strip();
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getScheme().equals("http") && uri.getPort() <= MOST_PORT) {
                int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
                Optional<String> login = Optional.ofNullable(uri.getRawUserInfo())
                        .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
                return new ProxyAddress(uri.getHost(), port, login);
            }
        } catch (IllegalArgumentException e) {
            // Told below, without what may be a password.
        }
        throw new MalformedTextException(withoutLogin(text), "a proxy is given as http://[USER:PASSWORD@]HOST[:PORT]");
    }

    /** For messages: whatever may be a login is hidden, also where the rest is no URL. */
    public static String withoutLogin(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text;
        }
        int scheme = text.indexOf("://");
        return (scheme < 0 || scheme > at ? "" : text.substring(0, scheme + 3)) + "***" + text.substring(at);
    }
}
