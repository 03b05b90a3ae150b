// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry that believes everything, for {@link Rehearsal} alone: listens on loopback for a moment. */
final class RehearsalRegistry implements AutoCloseable {
    private static final int NO_BODY = -1;
    private static final String BLOB = "application/octet-stream";

    private final HttpServer server;
    private final AtomicInteger uploads = new AtomicInteger();

    /** By digest, tag, or the path of an upload. */
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();

    private record Stored(String type, Bytes content) {}

    RehearsalRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Host and port. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Keeps an image that nobody sent. */
    void hold(String tag, RehearsalImage image) {
        Stored manifest = new Stored(MediaTypes.DOCKER_MANIFEST.toString(), image.manifest());
        stored.put(tag, manifest);
        stored.put(digest(image.manifest()), manifest);
        stored.put(digest(image.config()), new Stored(BLOB, image.config()));
        stored.put(digest(image.layer()), new Stored(BLOB, image.layer()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            String reference = last(exchange.getRequestURI().getPath());
            Bytes body = Bytes.of(in.readAllBytes());
            switch (exchange.getRequestMethod()) {
                case "POST" -> accept(exchange, exchange.getRequestURI().getPath() + uploads.incrementAndGet(), body);
                case "PATCH" -> accept(exchange, exchange.getRequestURI().getPath(), body);
                case "PUT" -> {
                    Stored sent = stored.remove(exchange.getRequestURI().getPath());
                    put(exchange, reference, sent == null || body.length() > 0 ? body : sent.content());
                    exchange.sendResponseHeaders(201, NO_BODY);
                }
                default -> get(exchange, reference);
            }
        }
    }

    /** Of an upload in pieces only the last is kept, so there may be no other. */
    private void accept(HttpExchange exchange, String place, Bytes body) throws IOException {
        stored.put(place, new Stored("", body));
        exchange.getResponseHeaders().set("Location", place);
        exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, body.length() - 1));
        exchange.sendResponseHeaders(202, NO_BODY);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void put(HttpExchange exchange, String reference, Bytes body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        Stored content = new Stored(type == null ? BLOB : type, body);
        stored.put(digest(body), content);
        if (exchange.getRequestURI().getPath().contains("/manifests/")) {
            stored.put(reference, content);
        }
    }

    private void get(HttpExchange exchange, String reference) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/tags/list")) {
            String tags = String.join(
                    "\",\"",
                    stored.keySet().stream().filter(k -> k.matches("[a-z0-9]+")).toList());
            Bytes list = Bytes.of("{\"name\":\"x\",\"tags\":[\"" + tags + "\"]}");
            send(exchange, new Stored("application/json", list));
            return;
        }
        Stored found = exchange.getRequestURI().getPath().contains("/referrers/") ? null : stored.get(reference);
        if (found == null) {
            exchange.sendResponseHeaders(404, NO_BODY);
        } else {
            send(exchange, found);
        }
    }

    private static void send(HttpExchange exchange, Stored found) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", found.type());
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(found.content()));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders()
                    .set("Content-Length", String.valueOf(found.content().length()));
            exchange.sendResponseHeaders(200, NO_BODY);
        } else {
            exchange.sendResponseHeaders(200, found.content().length());
            exchange.getResponseBody().write(found.content().toArray());
        }
    }

    private static String digest(Bytes content) {
        return content.digest(DigestAlgorithm.SHA256).toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
