// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Blobs of a repository.
 *
 * @ambidock.rule distribution-spec, "Pulling blobs"
 */
final class Blobs {
    private static final int NOT_FOUND = 404;
    private static final int PARTIAL = 206;

    private final Repository repository;

    Blobs(Repository repository) {
        this.repository = repository;
    }

    /** Opens a blob; a download that breaks goes on where it broke. */
    InputStream open(Descriptor blob) throws IOException {
        return new VerifyingInputStream(
                new ResumingInput(offset -> at(blob, offset, blob.size()), title(blob), blob.size()), blob);
    }

    /** A part of the blob, not verified; all of the rest if the registry sends no parts. */
    InputStream openAt(Descriptor blob, long offset, long length) throws IOException {
        return new ResumingInput(later -> at(blob, offset + later, offset + length), title(blob), length);
    }

    /** The blob's bytes from an offset to before another. */
    private ResumingInput.Part at(Descriptor blob, long offset, long end) throws IOException {
        Call call = Call.of("GET", repository.uri(new Route.Blob(repository.name(), blob.digest())));
        boolean whole = offset == 0 && end == blob.size();
        String range = end == blob.size() ? ContentRange.from(offset) : ContentRange.between(offset, end - 1);
        Answer answer = repository.pull(whole ? call : call.with(Headers.RANGE, range));
        try {
            if (!answer.isSuccess()) {
                throw Refusals.of(title(blob), answer);
            }
            if (!whole) {
                seek(blob, answer, offset);
            }
            return new ResumingInput.Part(answer.body(), answer.length() >= 0);
        } catch (IOException e) {
            answer.close();
            throw e;
        }
    }

    /** A registry may send all of it all the same. */
    private void seek(Descriptor blob, Answer answer, long offset) throws IOException {
        if (answer.status() != PARTIAL) {
            answer.body().skipNBytes(offset);
            return;
        }
        Optional<ContentRange> range = answer.header(Headers.CONTENT_RANGE).flatMap(ContentRange::parse);
        if (range.isEmpty() || range.get().first() != offset) {
            throw ContentException.of(
                    FailureKind.MALFORMED, title(blob), "the registry sent another part than it was asked for");
        }
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
            throw Refusals.of(title(blob), answer);
        }
    }

    private String title(Descriptor blob) {
        return repository + "@" + blob.digest();
    }
}
