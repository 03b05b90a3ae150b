// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.RangedGet;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Blobs of a repository.
 *
 * @ambidock.rule distribution-spec, "Pulling blobs"
 */
final class Blobs {
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_METHOD = 405;
    private static final int NO_SUCH_RANGE = 416;

    private final Repository repository;

    Blobs(Repository repository) {
        this.repository = repository;
    }

    /** Opens a blob; a download that breaks goes on where it broke. */
    InputStream open(Descriptor blob) throws IOException {
        return new VerifyingInputStream(download(blob).whole(), blob);
    }

    /** A part of the blob, not verified; all of the rest if the registry sends no parts. */
    InputStream openAt(Descriptor blob, long offset, long length) throws IOException {
        return download(blob).part(offset, length);
    }

    private RangedGet download(Descriptor blob) {
        return new RangedGet(
                call -> pull(blob, call),
                repository.uri(new Route.Blob(repository.name(), blob.digest())),
                title(blob),
                blob.size());
    }

    private Answer pull(Descriptor blob, Call call) throws IOException {
        Answer answer = repository.pull(call);
        if (!answer.isSuccess()) {
            try (answer) {
                throw Refusals.of(title(blob), answer);
            }
        }
        return answer;
    }

    /** Whether the blob is there. */
    boolean has(Descriptor blob) throws IOException {
        Call call = Call.of("HEAD", repository.uri(new Route.Blob(repository.name(), blob.digest())));
        try (Answer answer = repository.pull(call)) {
            if (answer.status() == NOT_FOUND) {
                return false;
            }
            if (answer.isSuccess()) {
                // A registry that tells another length has something else, or nothing whole.
                return answer.length() < 0 || answer.length() == blob.size() || blob.size() == Descriptor.SIZE_UNKNOWN;
            }
            if (answer.status() == NO_SUCH_METHOD) {
                return canBeRead(blob);
            }
            throw Refusals.of(title(blob), answer);
        }
    }

    /** For registries that do not answer HEAD: asks for as little of it as can be asked for. */
    private boolean canBeRead(Descriptor blob) throws IOException {
        Call call = Call.of("GET", repository.uri(new Route.Blob(repository.name(), blob.digest())))
                .with(Headers.RANGE, ContentRange.between(0, 0));
        try (Answer answer = repository.pull(call)) {
            // An empty one has no first byte.
            if (answer.isSuccess() || answer.status() == NO_SUCH_RANGE) {
                return true;
            }
            if (answer.status() == NOT_FOUND) {
                return false;
            }
            throw Refusals.of(title(blob), answer);
        }
    }

    private String title(Descriptor blob) {
        return repository + "@" + blob.digest();
    }
}
