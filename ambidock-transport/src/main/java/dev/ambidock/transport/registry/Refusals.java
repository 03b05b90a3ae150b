// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import java.nio.charset.StandardCharsets;

/** Says what an answer means that is not the one hoped for: by its status first, by its code second, never by its text. */
final class Refusals {
    /** What servers written in Go answer to plain HTTP on a port for TLS. */
    private static final String NOT_TLS = "HTTP request to an HTTPS server";

    private Refusals() {}

    /** The failure that an answer stands for; reads a part of its body. */
    static ContentException of(String object, Answer answer) {
        int status = answer.status();
        byte[] body = answer.head(ErrorDocument.MOST_BYTES);
        if (status == 400 && new String(body, StandardCharsets.ISO_8859_1).contains(NOT_TLS)) {
            return ContentException.of(FailureKind.UNSUPPORTED, object, "it speaks TLS on this port")
                    .trying("--tls");
        }
        ErrorDocument told = ErrorDocument.read(body);
        String problem = "the registry says " + status
                + (told.code().isEmpty() ? "" : " " + told.code())
                + (told.message().isEmpty() ? "" : ": " + told.message());
        ContentException failure = ContentException.of(kind(status, told), object, problem);
        return switch (status) {
            case 401, 403 -> failure.trying("ambidock login " + answer.uri().getAuthority() + ", or other credentials");
            case 429 ->
                failure.trying("again later, or fewer requests with --max-rps").retryable();
            case 408, 500, 502, 503, 504 -> failure.retryable();
            default -> failure;
        };
    }

    private static FailureKind kind(int status, ErrorDocument told) {
        return switch (status) {
            case 401, 403 -> FailureKind.DENIED;
            case 404, 410 -> FailureKind.NOT_FOUND;
            case 400, 405, 413, 415, 422 ->
                told.code().equals("MANIFEST_BLOB_UNKNOWN") ? FailureKind.NOT_FOUND : FailureKind.UNSUPPORTED;
            case 409, 412 -> FailureKind.CONFLICT;
            default -> FailureKind.BROKEN;
        };
    }
}
