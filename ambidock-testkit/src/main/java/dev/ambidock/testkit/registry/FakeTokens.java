// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A token service, at an address of its own, and the guard that wants its tokens. */
public final class FakeTokens implements AutoCloseable {
    private final Options options;
    private final WireLog wire = new WireLog();
    private final RegistryFaults faults = new RegistryFaults();
    private final Map<String, Set<String>> issued = new ConcurrentHashMap<>();
    private final Map<String, Long> births = new ConcurrentHashMap<>();
    private volatile Duration life = Duration.ofDays(1);
    private final AtomicInteger number = new AtomicInteger();
    private final WireServer server;

    /**
     * How it behaves.
     *
     * @param field the name of the token's member: {@code token} or {@code access_token}
     * @param expires what stands in {@code expires_in}; 0 for nothing
     * @param basic the value of the Authorization header that it wants; empty for everybody
     * @param refresh the refresh token that it takes in the OAuth2 way; empty if it knows only GET
     * @param tellsScope whether challenges name the scope
     * @param worthless whether its tokens are refused all the same
     */
    public record Options(
            String field,
            int expires,
            Optional<String> basic,
            Optional<String> refresh,
            boolean tellsScope,
            boolean worthless) {

        /** What Docker's own service does, for everybody. */
        public static Options standard() {
            return new Options("token", 300, Optional.empty(), Optional.empty(), true, false);
        }
    }

    private FakeTokens(Loopback loopback, Options options) throws IOException {
        this.options = options;
        this.server = WireServer.start(loopback, ServerSocket::new, new FaultyHandler(wire, faults, this::answer));
    }

    /** Starts it. */
    public static FakeTokens start(Options options) throws IOException {
        return start(Loopback.IPV4, options);
    }

    /** Starts it at this address. */
    public static FakeTokens start(Loopback loopback, Options options) throws IOException {
        return new FakeTokens(loopback, options);
    }

    /** Its address and port. */
    public String host() {
        return server.host();
    }

    /** What went over the wire to it. */
    public WireLog wire() {
        return wire;
    }

    /** What goes wrong at it. */
    public RegistryFaults faults() {
        return faults;
    }

    /** All tokens that it gave. */
    public Set<String> issued() {
        return Set.copyOf(issued.keySet());
    }

    /** No token that it gave is good any more. */
    public void revokeAll() {
        births.clear();
    }

    /** From now on tokens are good for so long, whatever stands in {@code expires_in}. */
    public void lastFor(Duration duration) {
        life = duration;
    }

    private WireResponse answer(WireRequest request) throws IOException {
        Set<String> scopes = new HashSet<>();
        if (request.method().equals("POST")) {
            String form = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
            if (options.refresh().isEmpty()) {
                return WireResponse.of(405);
            }
            if (!form.contains("refresh_token=" + options.refresh().get())) {
                return WireResponse.of(401);
            }
            collect(form, scopes);
            return token(scopes);
        }
        request.body().transferTo(OutputStream.nullOutputStream());
        boolean known =
                options.basic().isEmpty() || request.header("authorization").equals(options.basic());
        if (!known) {
            return WireResponse.text(401, "application/json", "{\"details\":\"incorrect username or password\"}");
        }
        collect(request.query(), scopes);
        return token(scopes);
    }

    private static void collect(String form, Set<String> scopes) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith("scope=")) {
                String value = URLDecoder.decode(pair.substring("scope=".length()), StandardCharsets.UTF_8);
                scopes.addAll(Set.of(value.split(" ", -1)));
            }
        }
    }

    private WireResponse token(Set<String> scopes) {
        String token = "token-" + number.incrementAndGet() + "-of-" + Integer.toHexString(hashCode());
        issued.put(token, scopes);
        births.put(token, System.nanoTime());
        String expires = options.expires() == 0 ? "" : ",\"expires_in\":" + options.expires();
        return WireResponse.text(
                200, "application/json", "{\"" + options.field() + "\":\"" + token + "\"" + expires + "}");
    }

    /** Lets in whoever has a token for the repository and what is done there. */
    public RegistryGuard guard() {
        return (request, host) -> {
            String scope = scope(request);
            Optional<String> token = request.header("authorization")
                    .filter(value -> value.startsWith("Bearer "))
                    .map(value -> value.substring("Bearer ".length()));
            boolean enough = !options.worthless()
                    && token.filter(this::lives).isPresent()
                    && covers(issued.get(token.get()), scope);
            if (enough) {
                return Optional.empty();
            }
            String told = options.tellsScope() && !scope.isEmpty() ? ",scope=\"" + scope + "\"" : "";
            return Optional.of(WireResponse.text(401, "application/json", "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}")
                    .with("WWW-Authenticate: Bearer realm=\"http://" + host() + "/token\",service=\"fake\"" + told));
        };
    }

    private boolean lives(String token) {
        Long born = births.get(token);
        return born != null && System.nanoTime() - born < life.toNanos();
    }

    private static String scope(WireRequest request) {
        String path = request.path().replaceFirst("^/v2/", "");
        for (String end : new String[] {"/manifests/", "/blobs/", "/tags/", "/referrers/"}) {
            int at = path.lastIndexOf(end);
            if (at > 0) {
                boolean reads =
                        request.method().equals("GET") || request.method().equals("HEAD");
                boolean upload = path.contains("/blobs/uploads/");
                return "repository:" + path.substring(0, at) + ":" + (reads && !upload ? "pull" : "pull,push");
            }
        }
        return "";
    }

    private static boolean covers(@Nullable Set<String> scopes, String wanted) {
        if (scopes == null) {
            return false;
        }
        return wanted.isEmpty()
                || scopes.contains(wanted)
                || (wanted.endsWith(":pull") && scopes.contains(wanted + ",push"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
