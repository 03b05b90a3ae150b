// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.transport.distribution.Route;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Single ways of registries. */
final class QuirkParts {
    private QuirkParts() {}

    /** Answers to a method have another status. */
    static RegistryQuirk status(String method, int usual, int other) {
        return (request, right) -> {
            WireResponse answer = right.answer(request);
            boolean meant = request.method().equals(method) && answer.status() == usual;
            return meant ? new WireResponse(other, answer.headers(), answer.length(), answer.content()) : answer;
        };
    }

    /** Answers of a status have no such header. */
    static RegistryQuirk without(String header, int status) {
        return (request, right) -> {
            WireResponse answer = right.answer(request);
            return answer.status() == status ? answer.without(header) : answer;
        };
    }

    static RegistryQuirk atMostTags(int most) {
        return (request, right) -> request.path().endsWith("/tags/list")
                        && request.parameter("n").map(Integer::parseInt).orElse(0) > most
                ? WireResponse.text(400, "application/json", "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}")
                : right.answer(request);
    }

    /** One PATCH an upload, and none with a range. */
    static RegistryQuirk onePiece() {
        return (request, right) -> request.method().equals("PATCH")
                        && request.header("content-range").isPresent()
                ? WireResponse.of(400)
                : right.answer(request);
    }

    static RegistryQuirk longestPiece(long bytes) {
        return (request, right) -> request.method().equals("PATCH")
                        && request.header("content-range").isPresent()
                        && Long.parseLong(request.header("content-length").orElse("0")) > bytes
                ? WireResponse.of(413)
                : right.answer(request);
    }

    /** Refuses one request for a manifest. */
    static RegistryQuirk tooManyOnce(String retryAfter) {
        AtomicBoolean said = new AtomicBoolean();
        return (request, right) -> request.path().contains("/manifests/") && said.compareAndSet(false, true)
                ? WireResponse.of(429, "Retry-After: " + retryAfter)
                : right.answer(request);
    }

    static RegistryQuirk mountsFromSomewhere() {
        return (request, right) -> request.parameter("mount").isPresent()
                        && request.parameter("from").isEmpty()
                ? WireResponse.of(400)
                : right.answer(request);
    }

    static RegistryQuirk headWithoutLength() {
        return (request, right) -> {
            WireResponse answer = right.answer(request);
            return request.method().equals("HEAD")
                    ? new WireResponse(answer.status(), answer.headers(), -1, answer.content())
                    : answer;
        };
    }

    /** What is not there is told in a page of its own. */
    static RegistryQuirk ownNotFound() {
        return (request, right) -> {
            WireResponse answer = right.answer(request);
            return answer.status() == 404
                    ? WireResponse.text(404, "application/json", "{\"code\":404,\"message\":\"artifact not found\"}")
                    : answer;
        };
    }

    /** Lists of tags begin with something that is none. */
    static RegistryQuirk inTags(String entry) {
        return (request, right) -> {
            WireResponse answer = right.answer(request);
            if (!request.path().endsWith("/tags/list") || answer.status() != 200) {
                return answer;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            answer.content().writeTo(body);
            String text = body.toString(StandardCharsets.UTF_8).replace("\"tags\":[\"", "\"tags\":[" + entry + ",\"");
            byte[] changed = text.getBytes(StandardCharsets.UTF_8);
            return new WireResponse(200, answer.headers(), changed.length, out -> out.write(changed));
        };
    }

    /** Blobs are read from another host, by a signed URL. */
    static RegistryQuirk elsewhere(String host) {
        return (request, right) -> request.method().equals("GET")
                        && Route.parse(request.path())
                                .filter(r -> r instanceof Route.Blob)
                                .isPresent()
                ? WireResponse.of(307, "Location: http://" + host + request.path() + "?X-Signature=s1gned")
                : right.answer(request);
    }

    /** Storage that whoever has a signature may read, if they say nothing else of themselves. */
    static RegistryQuirk signed() {
        return (request, right) -> {
            if (request.header("authorization").isPresent()) {
                return WireResponse.of(400);
            }
            return request.parameter("X-Signature").isPresent() ? right.answer(request) : WireResponse.of(403);
        };
    }
}
