// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.distribution.Accept;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Body;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.util.Optional;

/**
 * Manifests and indexes of a repository.
 *
 * @ambidock.rule distribution-spec, "Pulling manifests", "Pushing Manifests"
 */
final class Manifests {
    private static final int NOT_FOUND = 404;

    private final Repository repository;
    private final Limits limits;

    Manifests(Repository repository, Limits limits) {
        this.repository = repository;
        this.limits = limits;
    }

    /** A document and what it was called. */
    record Fetched(Descriptor descriptor, Bytes content) {}

    /**
     * The document of a tag or digest, checked against the digest that was asked for, or else the one that the registry
     * told.
     */
    Fetched get(String reference) throws IOException {
        return SecondTry.of(() -> fetch(reference));
    }

    private Fetched fetch(String reference) throws IOException {
        Route route = new Route.Manifest(repository.name(), reference);
        Call call = Call.of("GET", repository.uri(route)).with(Headers.ACCEPT, Accept.manifests());
        try (Answer answer = repository.pull(call)) {
            if (!answer.isSuccess()) {
                throw Refusals.of(title(reference), answer);
            }
            Bytes content = BoundedRead.all(answer.body(), limits.documentBytes(), title(reference));
            Optional<Digest> wanted = digest(reference).or(() -> told(answer));
            DigestAlgorithm algorithm = wanted.map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
            MediaType type = type(answer, content, algorithm);
            Digest actual = Documents.digest(content, type, algorithm);
            if (wanted.isPresent() && !wanted.get().equals(actual)) {
                throw ContentException.of(
                        FailureKind.MISMATCH,
                        title(reference),
                        "its bytes have the digest " + actual + ", not " + wanted.get());
            }
            return new Fetched(Descriptor.of(type, actual, content.length()), content);
        }
    }

    /** Whether there is such a document. */
    boolean has(Digest digest) throws IOException {
        return exists(digest.toString());
    }

    /** Whether there is such a tag. */
    boolean isTagged(String tag) throws IOException {
        return exists(tag);
    }

    private boolean exists(String reference) throws IOException {
        Route route = new Route.Manifest(repository.name(), reference);
        Call call = Call.of("HEAD", repository.uri(route)).with(Headers.ACCEPT, Accept.manifests());
        try (Answer answer = repository.pull(call)) {
            if (answer.isSuccess() || answer.status() == NOT_FOUND) {
                return answer.isSuccess();
            }
            if (answer.status() == 405) {
                return find(reference).isPresent();
            }
            throw Refusals.of(title(reference), answer);
        }
    }

    /** The document; empty if there is none. */
    Optional<Fetched> find(String reference) throws IOException {
        try {
            return Optional.of(get(reference));
        } catch (ContentException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Writes a document.
     *
     * @param reference a tag, or its digest
     * @return whether the registry will list it as a referrer of its subject
     */
    boolean put(String reference, Descriptor descriptor, Bytes content) throws IOException {
        try {
            return tryPut(reference, descriptor, content);
        } catch (UnknownContentException e) {
            throw e.refusal();
        }
    }

    /** The same; fails with {@link UnknownContentException} if the registry does not know what the document names. */
    boolean tryPut(String reference, Descriptor descriptor, Bytes content) throws IOException {
        Route route = new Route.Manifest(repository.name(), reference);
        Call call = Call.of("PUT", repository.uri(route))
                .with(Headers.CONTENT_TYPE, descriptor.mediaType().text())
                .with(Body.of(content));
        try (Answer answer = repository.push(call)) {
            if (!answer.isSuccess()) {
                throw Refusals.ofManifest(title(reference), answer, descriptor.mediaType());
            }
            Optional<Digest> told = told(answer);
            if (told.isPresent()
                    && told.get().algorithm() == descriptor.digest().algorithm()
                    && !told.get().equals(descriptor.digest())) {
                throw ContentException.of(
                        FailureKind.MISMATCH,
                        title(reference),
                        "the registry stored it as " + told.get() + ", not as " + descriptor.digest());
            }
            return answer.header(Headers.OCI_SUBJECT).isPresent();
        }
    }

    /** The digest that a tag stands for, if the registry tells without sending the document. */
    Optional<Digest> digestOf(String tag) throws IOException {
        Route route = new Route.Manifest(repository.name(), tag);
        Call call = Call.of("HEAD", repository.uri(route)).with(Headers.ACCEPT, Accept.manifests());
        try (Answer answer = repository.pull(call)) {
            return answer.isSuccess() ? told(answer) : Optional.empty();
        }
    }

    private String title(String reference) {
        return repository + (digest(reference).isPresent() ? "@" : ":") + reference;
    }

    private static Optional<Digest> digest(String reference) {
        return reference.indexOf(':') < 0 ? Optional.empty() : parsed(reference);
    }

    private static Optional<Digest> told(Answer answer) {
        return answer.header(Headers.DOCKER_CONTENT_DIGEST).flatMap(Manifests::parsed);
    }

    private static Optional<Digest> parsed(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }

    /** What the registry calls it; where it says nothing of use, what the document calls itself. */
    private MediaType type(Answer answer, Bytes content, DigestAlgorithm algorithm) {
        Optional<MediaType> told = answer.header(Headers.CONTENT_TYPE)
                .map(text -> text.split(";", 2)[0].strip())
                .filter(text -> !text.isEmpty())
                .map(MediaType::of);
        boolean telling = told.isPresent() && FormatTable.find(told.get()).isPresent();
        if (telling) {
            return told.get();
        }
        Reading reading = Documents.read(content, Optional.empty(), algorithm, limits);
        return reading.kind() == Reading.Kind.REJECTED
                ? told.orElse(MediaTypes.OCTET_STREAM)
                : reading.orThrow().descriptor().mediaType();
    }
}
