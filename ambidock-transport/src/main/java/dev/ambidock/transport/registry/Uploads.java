// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.SinkSession.BlobProducer;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Body;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.io.HashingOutputStream;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Blobs on their way into a repository.
 *
 * @ambidock.rule distribution-spec, "Pushing blobs", "Mounting a blob from another repository"
 */
final class Uploads {
    /** Up to this length a blob is sent from memory, so that it can simply be sent again. */
    private static final int SMALL = 256 << 10;

    /** Breaks in a row without a byte that arrived. */
    private static final int MOST_IDLE = 3;

    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int UNAUTHORIZED = 401;

    private final Repository repository;

    Uploads(Repository repository) {
        this.repository = repository;
    }

    /**
     * Takes a blob over from another repository of the registry.
     *
     * @return empty if it is here now, else where to send it
     */
    Optional<URI> mount(Descriptor blob, String from) throws IOException {
        URI uri = repository.uri(
                new Route.Uploads(repository.name()), "mount=" + blob.digest() + "&from=" + from.replace("/", "%2F"));
        Call call = Call.of("POST", uri).with(Body.of(Bytes.of("")));
        try (Answer answer = repository.pushFrom(call, from)) {
            if (answer.status() == CREATED) {
                return Optional.empty();
            }
            if (answer.status() == ACCEPTED) {
                return Optional.of(location(answer));
            }
        }
        // Some registries refuse to mount: then it is sent.
        return Optional.of(begin());
    }

    /** Opens an upload. */
    URI begin() throws IOException {
        Call call = Call.of("POST", repository.uri(new Route.Uploads(repository.name())))
                .with(Body.of(Bytes.of("")));
        try (Answer answer = repository.push(call)) {
            if (answer.status() != ACCEPTED) {
                throw Refusals.of(repository.toString(), answer);
            }
            return location(answer);
        }
    }

    private URI location(Answer answer) throws ContentException {
        Optional<String> location = answer.header(Headers.LOCATION);
        if (location.isEmpty()) {
            throw ContentException.of(
                    FailureKind.MALFORMED, answer.uri().getAuthority(), "the registry does not say where to upload");
        }
        return repository.place(answer.uri(), location.get());
    }

    /**
     * Sends a blob.
     *
     * @param body read to its end, not closed
     */
    void send(URI place, Descriptor blob, InputStream body) throws IOException {
        InputStream verified = VerifyingInputStream.of(body, blob);
        if (blob.size() <= SMALL) {
            sendAgain(place, blob.digest(), verified.readNBytes(SMALL + 1));
            return;
        }
        UploadBody up = new UploadBody(verified);
        try {
            finish(place, blob.digest(), Body.once(up, blob.size()));
        } catch (ContentException e) {
            goOn(place, blob, up, e);
        }
    }

    /** An upload that broke may hold a part of it, so that each try begins a new one. */
    private void sendAgain(URI first, Digest digest, byte[] content) throws IOException {
        URI place = first;
        for (int tried = 1; ; tried++) {
            try {
                finish(place, digest, Body.once(new ByteArrayInputStream(content), content.length));
                return;
            } catch (ContentException e) {
                // A token that ran out is refused too; beginning anew gets a new one.
                if (tried == MOST_IDLE || !(e.isRetryable() || e.kind() == FailureKind.DENIED)) {
                    throw e;
                }
                place = begin();
            }
        }
    }

    /** Sends what is missing, as often as some of it arrives. */
    private void goOn(URI place, Descriptor blob, UploadBody up, ContentException first) throws IOException {
        ContentException failure = first;
        long arrived = 0;
        for (int idle = 0; idle < MOST_IDLE; ) {
            boolean connection = failure.kind() == FailureKind.BROKEN && failure.side() != Side.SOURCE;
            // A token that ran out on the way: asking how far it came gets a new one.
            boolean refused = failure.kind() == FailureKind.DENIED && idle == 0;
            if (!connection && !refused) {
                throw failure;
            }
            Optional<Progress> progress = progress(place, failure);
            if (progress.isEmpty() || !up.rewind(progress.get().arrived())) {
                throw failure;
            }
            idle = progress.get().arrived() > arrived ? 0 : idle + 1;
            arrived = progress.get().arrived();
            try {
                URI next = arrived == blob.size()
                        ? progress.get().place()
                        : patch(progress.get().place(), up, arrived, blob.size() - arrived);
                finish(next, blob.digest(), Body.of(Bytes.of("")));
                return;
            } catch (ContentException e) {
                failure = e;
            }
            if (first.isRetryable() && isRefusal(failure)) {
                // Some registries take a blob in one piece only: then whoever has the content begins anew.
                first.addSuppressed(failure);
                throw first;
            }
        }
        throw failure;
    }

    private static boolean isRefusal(ContentException failure) {
        return failure.kind() != FailureKind.BROKEN && failure.kind() != FailureKind.DENIED;
    }

    /** How far an upload is, and where it goes on. */
    private record Progress(URI place, long arrived) {}

    /** Empty if the registry does not tell; another upload may get through then, which is for whoever has the content to begin. */
    private Optional<Progress> progress(URI place, ContentException failure) throws IOException {
        try {
            return progress(place);
        } catch (ContentException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    private Optional<Progress> progress(URI place) throws IOException {
        try (Answer answer = repository.push(Call.of("GET", place))) {
            OptionalLong arrived = arrived(answer);
            return answer.isSuccess() && arrived.isPresent()
                    ? Optional.of(new Progress(
                            answer.header(Headers.LOCATION).isPresent() ? location(answer) : place,
                            arrived.getAsLong()))
                    : Optional.empty();
        }
    }

    /** {@code 0-0} stands for nothing and for one byte: nothing is the safe reading, since the digest tells. */
    private static OptionalLong arrived(Answer answer) {
        Optional<ContentRange> range = answer.header(Headers.RANGE).flatMap(ContentRange::parse);
        if (range.isEmpty() || range.get().first() != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(range.get().last() == 0 ? 0 : range.get().last() + 1);
    }

    private URI patch(URI place, InputStream body, long from, long length) throws IOException {
        Call call = Call.of("PATCH", place)
                .with(Headers.CONTENT_TYPE, "application/octet-stream")
                .with(
                        Headers.CONTENT_RANGE,
                        new ContentRange(from, from + length - 1, OptionalLong.empty()).forUpload())
                .with(Body.once(body, length));
        try (Answer answer = repository.push(call)) {
            if (!answer.isSuccess()) {
                throw Refusals.of(repository.toString(), answer);
            }
            return location(answer);
        }
    }

    /**
     * Sends a blob that is made on the way.
     *
     * @return what was made
     */
    Descriptor stream(MediaType type, BlobProducer producer) throws IOException {
        Made made = new Made(producer);
        Call call = Call.of("PATCH", begin())
                .with(Headers.CONTENT_TYPE, "application/octet-stream")
                .with(made);
        URI place;
        try (Answer answer = repository.push(call)) {
            if (!answer.isSuccess()) {
                ContentException refusal = Refusals.of(repository.toString(), answer);
                // A token that ran out: whoever can make it again begins anew, with a new one.
                throw answer.status() == UNAUTHORIZED ? refusal.retryable() : refusal;
            }
            place = location(answer);
        }
        Descriptor blob = made.descriptor(type);
        finish(place, blob.digest(), Body.of(Bytes.of("")));
        return blob;
    }

    private void finish(URI place, Digest digest, Body rest) throws IOException {
        String separator = place.getRawQuery() == null ? "?" : "&";
        URI uri = URI.create(place + separator + "digest=" + digest.toString().replace(":", "%3A"));
        Call call = Call.of("PUT", uri)
                .with(Headers.CONTENT_TYPE, "application/octet-stream")
                .with(rest);
        try (Answer answer = repository.push(call)) {
            if (answer.status() != CREATED && answer.status() != 204) {
                throw Refusals.of(repository + "@" + digest, answer);
            }
        }
    }

    /** Gives an upload up; what the registry says of it does not matter. */
    void cancel(URI place) throws IOException {
        repository.push(Call.of("DELETE", place)).close();
    }

    /** A body that is hashed while it is made. */
    private static final class Made implements Body {
        private final BlobProducer producer;
        private Optional<HashingOutputStream> hashing = Optional.empty();

        Made(BlobProducer producer) {
            this.producer = producer;
        }

        @Override
        public long length() {
            return -1;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            HashingOutputStream hashed = new HashingOutputStream(out, DigestAlgorithm.SHA256);
            hashing = Optional.of(hashed);
            producer.writeTo(hashed);
            hashed.flush();
        }

        Descriptor descriptor(MediaType type) {
            HashingOutputStream hashed = hashing.orElseThrow();
            return Descriptor.of(type, hashed.digest(), hashed.count());
        }
    }
}
