// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.transport.distribution.ErrorCode;
import dev.ambidock.transport.distribution.Route;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A registry on a loopback address. Closing it ends its connections. */
public final class FakeRegistry implements AutoCloseable {
    private final RegistryContent content = new RegistryContent();
    private final RegistryFaults faults = new RegistryFaults();
    private final WireLog wire = new WireLog();
    private final RegistryOptions options;
    private final PullRoutes pulls;
    private final ReferrerRoutes referrers;
    private final WireServer server;
    private final PushRoutes pushes;
    private volatile RegistryGuard guard = RegistryGuard.open();
    private volatile RegistryQuirk quirk = RegistryQuirk.none();

    private FakeRegistry(RegistryOptions options, String scheme, WireServer.ServerSocketMaker maker)
            throws IOException {
        this.options = options;
        this.pulls = new PullRoutes(content, options);
        this.referrers = new ReferrerRoutes(content);
        this.server = WireServer.start(options.loopback(), maker, new FaultyHandler(wire, faults, this::answer));
        this.pushes = new PushRoutes(content, options, scheme + "://" + server.host());
    }

    /** A registry that keeps to the spec. */
    public static FakeRegistry start() throws IOException {
        return start(RegistryOptions.standard());
    }

    /** A registry of some kind, in plain HTTP. */
    public static FakeRegistry start(RegistryOptions options) throws IOException {
        return new FakeRegistry(options, "http", ServerSocket::new);
    }

    /**
     * A registry of some kind that speaks TLS.
     *
     * @param context with the registry's key, and with the authorities whose clients it trusts
     * @param wantsClient whether it talks to those clients only
     */
    public static FakeRegistry start(RegistryOptions options, SSLContext context, boolean wantsClient)
            throws IOException {
        return new FakeRegistry(options, "https", (port, backlog, address) -> {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(wantsClient);
            return socket;
        });
    }

    /** Its address and port. */
    public String host() {
        return server.host();
    }

    /** What it holds. */
    public RegistryContent content() {
        return content;
    }

    /** What goes wrong. */
    public RegistryFaults faults() {
        return faults;
    }

    /** What went over the wire. */
    public WireLog wire() {
        return wire;
    }

    /** How many connections to it are open, idle ones among them. */
    public int connections() {
        return server.connections();
    }

    /** Lets in only whom the guard lets in. */
    public void guardedBy(RegistryGuard newGuard) {
        guard = newGuard;
    }

    /** Answers in a way of its own from now on. */
    public void behaves(RegistryQuirk newQuirk) {
        quirk = newQuirk;
    }

    private WireResponse answer(WireRequest request) throws IOException {
        Optional<WireResponse> refusal = guard.refusal(request, host());
        return refusal.isPresent() ? refusal.get() : quirk.answer(request, this::route);
    }

    /** As the spec has it, to whomever. */
    WireResponse route(WireRequest request) throws IOException {
        Optional<Route> route = Route.parse(request.path());
        if (route.isEmpty()) {
            return WireResponse.text(404, "text/plain", "404 page not found\n");
        }
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads ? read(route.get(), request) : write(route.get(), request);
    }

    private WireResponse read(Route route, WireRequest request) throws IOException {
        if (route instanceof Route.Ping) {
            return WireResponse.text(200, "application/json", "{}");
        }
        if (route instanceof Route.Manifest manifest) {
            return pulls.manifest(manifest);
        }
        if (route instanceof Route.Blob blob) {
            return pulls.blob(blob, request);
        }
        if (route instanceof Route.Tags tags) {
            return pulls.tags(tags, request);
        }
        if (route instanceof Route.Catalog) {
            return pulls.catalog(request);
        }
        if (route instanceof Route.Upload upload) {
            return pushes.upload(upload, request);
        }
        if (route instanceof Route.Referrers list && options.referrers()) {
            return referrers.list(list, request);
        }
        return WireResponse.text(404, "text/plain", "404 page not found\n");
    }

    private WireResponse write(Route route, WireRequest request) throws IOException {
        if (request.method().equals("PUT") && route instanceof Route.Manifest manifest) {
            return pushes.manifest(manifest, request);
        }
        if (request.method().equals("POST") && route instanceof Route.Uploads uploads) {
            return pushes.begin(uploads, request);
        }
        if (route instanceof Route.Upload upload) {
            return pushes.upload(upload, request);
        }
        if (request.method().equals("DELETE") && route instanceof Route.Manifest manifest) {
            pulls.resolve(manifest.repository(), manifest.reference())
                    .ifPresent(digest -> content.remove(manifest.repository(), digest));
            return WireResponse.of(202);
        }
        return WireResponse.refusal(ErrorCode.UNSUPPORTED);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
