// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an engine listens.
 *
 * @param base of its URLs
 * @param socket its Unix domain socket, if it has one
 * @param tls how it and its client prove who they are, on TCP
 */
public record DaemonAddress(URI base, Optional<Path> socket, TlsSettings tls) {
    private static final String UNIX = "unix://";
    private static final int MOST_PORT = 65_535;
    private static final String DEFAULT = "unix:///var/run/docker.sock";

    /**
     * The address that was given, else that of {@code DOCKER_HOST}, else Docker's usual socket. Throws
     * {@link MalformedTextException} for what is neither {@code unix://} nor {@code tcp://}.
     *
     * @param environment {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH} are looked at
     */
    public static DaemonAddress of(Optional<String> given, Map<String, String> environment) {
        String text = given.or(() -> variable(environment, "DOCKER_HOST")).orElse(DEFAULT);
        try {
            if (text.startsWith(UNIX) && text.length() > UNIX.length()) {
                Path socket = Path.of(text.substring(UNIX.length()));
                return new DaemonAddress(URI.create("http://localhost"), Optional.of(socket), TlsSettings.standard());
            }
            URI uri = URI.create(text);
            if ("tcp".equals(uri.getScheme()) && isPlain(uri)) {
                return tcp(uri, environment);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new MalformedTextException(Proxies.withoutLogin(text), rule(text));
    }

    /** A host and perhaps a port, and nothing that would be passed over. */
    private static boolean isPlain(URI uri) {
        String path = String.valueOf(uri.getPath());
        return uri.getHost() != null
                && uri.getPort() <= MOST_PORT
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && (path.isEmpty() || path.equals("/"));
    }

    private static String rule(String text) {
        String scheme = text.substring(0, Math.max(0, text.indexOf("://")));
        return switch (scheme) {
            case "ssh" -> "an engine is not reached over ssh: forward its socket (ssh -L) and name it with unix://";
            case "npipe", "fd" -> "an engine is not reached over " + scheme + "://, only over unix:// and tcp://";
            case "tcp" -> "an engine on TCP is at tcp://HOST[:PORT], without anything behind, and no _ in the host";
            default -> "an engine is at unix:///PATH or tcp://HOST:PORT";
        };
    }

    private static DaemonAddress tcp(URI uri, Map<String, String> environment) {
        Optional<Path> certificates = variable(environment, "DOCKER_CERT_PATH").map(Path::of);
        boolean verify = variable(environment, "DOCKER_TLS_VERIFY").isPresent();
        boolean tls = verify || certificates.isPresent();
        String port = uri.getPort() < 0 ? (tls ? ":2376" : ":2375") : ":" + uri.getPort();
        URI base = URI.create((tls ? "https://" : "http://") + uri.getHost() + port);
        TlsSettings settings = certificates
                .map(dir -> new TlsSettings(
                        verify,
                        List.of(dir.resolve("ca.pem")),
                        Optional.of(new TlsSettings.ClientKey(dir.resolve("cert.pem"), dir.resolve("key.pem")))))
                .orElse(TlsSettings.standard());
        return new DaemonAddress(base, Optional.empty(), settings);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }

    @Override
    public String toString() {
        return socket.map(s -> "unix://" + s).orElse(base.toString());
    }
}
