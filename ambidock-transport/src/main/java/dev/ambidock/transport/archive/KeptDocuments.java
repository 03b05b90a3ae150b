// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a session has written: the digests of all, and the bytes of the documents that the end needs. */
final class KeptDocuments {
    /** In lengths of the longest document. */
    private static final int MOST = 16;

    private final Limits limits;
    private final Set<Digest> written = new HashSet<>();
    private final Map<Digest, Bytes> documents = new HashMap<>();
    private long total;

    KeptDocuments(Limits limits) {
        this.limits = limits;
    }

    /** The longest document that can be kept. */
    int mostBytes() {
        return limits.documentBytes();
    }

    synchronized boolean has(Digest digest) {
        return written.contains(digest);
    }

    synchronized void wrote(Digest digest) {
        written.add(digest);
    }

    synchronized void keep(Digest digest, Bytes document) throws ContentException {
        if (documents.putIfAbsent(digest, document) != null) {
            return;
        }
        total += document.length();
        if (total > (long) MOST * limits.documentBytes()) {
            throw ContentException.of(
                            FailureKind.LIMIT_EXCEEDED,
                            digest.toString(),
                            "the documents of this archive are longer than " + MOST + " times the limit of "
                                    + limits.documentBytes() + " bytes for one")
                    .trying("several archives with fewer images each");
        }
    }

    /** A document that was kept, if it can be read as what its descriptor says. */
    synchronized Optional<Document> document(Descriptor descriptor) {
        Bytes bytes = documents.get(descriptor.digest());
        if (bytes == null) {
            return Optional.empty();
        }
        Reading reading = Documents.read(
                bytes, Optional.of(descriptor.mediaType()), descriptor.digest().algorithm(), limits);
        return reading.kind() == Reading.Kind.REJECTED ? Optional.empty() : Optional.of(reading.orThrow());
    }
}
