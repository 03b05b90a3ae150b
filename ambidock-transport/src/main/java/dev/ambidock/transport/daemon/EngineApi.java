// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Body;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.NoAnswerException;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.io.BoundedRead;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of an engine's API that is about whole images.
 *
 * @ambidock.rule Docker Engine API, "Image": ImageList, ImageInspect, ImageGet, ImageLoad; "System": SystemInfo
 */
final class EngineApi implements Closeable {
    private static final JsonLimits LIMITS = new JsonLimits(64 << 20, 64, 2_000_000, 100_000);
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_TOLD = 4 << 20;
    private static final int NOT_FOUND = 404;

    private final DaemonAddress address;
    private final HttpTransfer transfer;
    /** For images, which an engine packs and unpacks in silence. */
    private final HttpTransfer patient;

    EngineApi(DaemonAddress address, HttpTransfer.Settings settings) {
        this.address = address;
        this.transfer = transfer(address, settings, settings.timeouts());
        this.patient = transfer(address, settings, settings.timeouts().patient());
    }

    private static HttpTransfer transfer(DaemonAddress address, HttpTransfer.Settings settings, Timeouts timeouts) {
        return new HttpTransfer(new HttpTransfer.Settings(
                TlsLookup.always(address.tls()),
                settings.proxies(),
                timeouts,
                settings.userAgent(),
                address.socket(),
                settings.pause(),
                settings.executor()));
    }

    /** An image as the engine lists it. */
    record Listed(String id, List<String> names) {}

    /** Every image that has a name. */
    List<Listed> list() throws IOException {
        List<Listed> all = new ArrayList<>();
        for (JsonValue image : json("/images/json", address.toString()).root().children()) {
            List<String> names = texts(image, "RepoTags");
            names.remove("<none>:<none>");
            all.add(new Listed(image.text("Id").orElse(""), names));
        }
        return all;
    }

    /** The ID of an image; empty if the engine has none of this name. */
    Optional<String> id(String reference) throws IOException {
        try (Answer answer = send(transfer, Call.of("GET", uri("/images/" + reference + "/json")))) {
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            JsonValue image = json(answer, reference).root();
            Optional<String> id = image.is(JsonKind.OBJECT) ? image.text("Id") : Optional.empty();
            if (id.isEmpty()) {
                throw ContentException.of(
                        FailureKind.MALFORMED, address.toString(), "what answers there is no engine: it names no ID");
            }
            return id;
        }
    }

    /** Whether the engine keeps images as registries do, with their manifests, and lists of several platforms whole. */
    boolean keepsManifests() throws IOException {
        JsonTree info = json("/info", address.toString());
        return info.root().member("DriverStatus").filter(v -> v.is(JsonKind.ARRAY)).stream()
                .flatMap(v -> v.children().stream())
                .anyMatch(pair -> pair.raw().contains("io.containerd.snapshotter"));
    }

    /** An image as {@code docker save} writes it; the caller closes the stream. */
    InputStream save(String reference) throws IOException {
        Answer answer = send(patient, Call.of("GET", uri("/images/" + reference + "/get")));
        if (!answer.isSuccess()) {
            try (answer) {
                throw refusal(reference, answer);
            }
        }
        return new SavedImage(answer.body(), reference, address);
    }

    /** Gives the engine an archive, as {@code docker load} does. */
    void load(Body archive, String what) throws IOException {
        Call call = Call.of("POST", uri("/images/load?quiet=1"))
                .with(Headers.CONTENT_TYPE, "application/x-tar")
                .with(archive);
        try (Answer answer = send(patient, call)) {
            if (!answer.isSuccess()) {
                throw refusal(what, answer);
            }
            // The status is sent before the work is done: how it went stands in the lines that follow.
            byte[] told = answer.body().readNBytes(MOST_TOLD);
            for (String line : new String(told, StandardCharsets.UTF_8).split("\n", -1)) {
                refuse(line, what);
            }
        }
    }

    private static void refuse(String line, String what) throws ContentException {
        Optional<String> error = error(line);
        if (error.isPresent()) {
            throw ContentException.of(FailureKind.UNSUPPORTED, what, "the engine does not load it: " + error.get());
        }
    }

    /** What an engine says went wrong after it had said that all is well; empty for other words. */
    static Optional<String> error(String line) {
        if (line.isBlank() || !line.contains("\"error")) {
            return Optional.empty();
        }
        try {
            JsonTree tree = JsonTree.parse(line.getBytes(StandardCharsets.UTF_8), LIMITS);
            return Optional.of(tree.root())
                    .filter(root -> root.is(JsonKind.OBJECT))
                    .flatMap(root -> root.text("error"))
                    .map(error -> new ErrorDocument("", error).message());
        } catch (MalformedJsonException e) {
            // Words for people.
            return Optional.empty();
        }
    }

    private JsonTree json(String path, String what) throws IOException {
        try (Answer answer = send(transfer, Call.of("GET", uri(path)))) {
            return json(answer, what);
        }
    }

    private JsonTree json(Answer answer, String what) throws IOException {
        if (!answer.isSuccess()) {
            throw refusal(what, answer);
        }
        try {
            byte[] body = BoundedRead.all(answer.body(), MOST_BYTES, what).toArray();
            return JsonTree.parse(body, LIMITS);
        } catch (MalformedJsonException e) {
            throw ContentException.of(
                    FailureKind.MALFORMED, address.toString(), "what answers there is no engine: it sends no JSON");
        }
    }

    private Answer send(HttpTransfer way, Call call) throws IOException {
        Optional<Path> socket = address.socket();
        if (socket.isPresent() && !Files.exists(socket.get())) {
            throw ContentException.of(FailureKind.NOT_FOUND, address.toString(), "there is no such socket")
                    .trying("starting the engine, or --docker-host and DOCKER_HOST with where it listens");
        }
        if (socket.isPresent() && !Files.isWritable(socket.get())) {
            throw ContentException.of(FailureKind.DENIED, address.toString(), "the socket is not for this user")
                    .trying("a user of the group docker");
        }
        // Straight: an engine sends nobody elsewhere, and asks for nothing.
        try {
            return way.send(call);
        } catch (NoAnswerException e) {
            throw absent(String.valueOf(e.getMessage()));
        } catch (ContentException e) {
            boolean broken = e.kind() == FailureKind.BROKEN
                    && e.object().equals(address.base().getAuthority());
            throw broken ? absent(e.problem()) : e;
        }
    }

    private ContentException absent(String problem) {
        return ContentException.of(FailureKind.BROKEN, address.toString(), problem)
                .trying("starting the engine, or --docker-host and DOCKER_HOST with where it listens");
    }

    private ContentException refusal(String what, Answer answer) {
        ErrorDocument told = ErrorDocument.read(answer.head(ErrorDocument.MOST_BYTES));
        boolean absent = answer.status() == NOT_FOUND;
        String said = told.message().isEmpty() ? "" : ": " + told.message();
        return ContentException.of(
                absent ? FailureKind.NOT_FOUND : FailureKind.BROKEN,
                "docker-daemon:" + what,
                "the engine says " + answer.status() + said);
    }

    private URI uri(String path) {
        return URI.create(address.base() + path);
    }

    private static List<String> texts(JsonValue object, String name) {
        return new ArrayList<>(object.member(name).filter(v -> v.is(JsonKind.ARRAY)).stream()
                .flatMap(v -> v.children().stream())
                .filter(v -> v.is(JsonKind.STRING))
                .map(JsonValue::text)
                .toList());
    }

    @Override
    public void close() throws IOException {
        try (transfer) {
            patient.close();
        }
    }
}
