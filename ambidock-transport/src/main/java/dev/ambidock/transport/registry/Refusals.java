// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what an answer means that is not the one hoped for: by its status first, by its code second, never by its text. */
final class Refusals {
    /** What servers written in Go answer to plain HTTP on a port for TLS. */
    private static final String NOT_TLS = "HTTP request to an HTTPS server";

    /** Of what a manifest names. */
    private static final Set<String> UNKNOWN = Set.of("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN", "MANIFEST_UNKNOWN");

    private static final Pattern DIGEST =
            Pattern.compile("sha256:[0-9a-f]{64}(?![0-9a-f])|sha512:[0-9a-f]{128}(?![0-9a-f])");

    private Refusals() {}

    /** The failure that an answer stands for; reads a part of its body. */
    static ContentException of(String object, Answer answer) {
        return of(object, answer, answer.head(ErrorDocument.MOST_BYTES));
    }

    /** The failure that an answer to a manifest stands for. */
    static IOException ofManifest(String object, Answer answer, MediaType type) {
        byte[] body = answer.head(ErrorDocument.MOST_BYTES);
        ContentException refusal = of(object, answer, body);
        if (UNKNOWN.contains(ErrorDocument.read(body).code())) {
            return new UnknownContentException(refusal, digests(body));
        }
        Family other = FormatTable.family(type).opposite();
        return refusal.kind() == FailureKind.UNSUPPORTED
                ? refusal.trying("another format, if the registry does not take " + type + ": --format "
                        + other.name().toLowerCase(Locale.ROOT))
                : refusal;
    }

    /** Those in the text, wherever a registry puts them. */
    private static Set<Digest> digests(byte[] body) {
        Set<Digest> found = new HashSet<>();
        Matcher matcher = DIGEST.matcher(new String(body, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            found.add(Digest.parse(matcher.group()));
        }
        return found;
    }

    private static ContentException of(String object, Answer answer, byte[] body) {
        int status = answer.status();
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
            case 429 -> again(failure.trying("again later, or fewer requests with --max-rps"), answer);
            case 408, 500, 502, 503, 504 -> again(failure, answer);
            default -> failure;
        };
    }

    private static ContentException again(ContentException failure, Answer answer) {
        return answer.isLast() ? failure : failure.retryable();
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
