// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of a place's roots are about which others: what the referrers API of a registry would say of them. Immutable.
 *
 * @ambidock.rule distribution-spec, "Listing Referrers"; image-spec, manifest.md, "subject"
 */
public final class Referrers {
    private final Map<Digest, List<Descriptor>> bySubject;

    private Referrers(Map<Digest, List<Descriptor>> bySubject) {
        this.bySubject = bySubject;
    }

    /**
     * Reads every root that is a document, once.
     *
     * @param place names the source in failures
     * @throws ContentException of kind LIMIT_EXCEEDED if there are more roots than {@link Limits#nodes}
     */
    public static Referrers among(String place, List<NamedImage> roots, ContentSource source, Limits limits)
            throws IOException {
        if (roots.size() > limits.nodes()) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED,
                    place,
                    "it has " + roots.size() + " roots, more than the limit of " + limits.nodes());
        }
        Map<Digest, List<Descriptor>> bySubject = new LinkedHashMap<>();
        for (NamedImage image : roots) {
            Optional<Document> document = read(image.root(), source, limits);
            Optional<Edge> subject = document.flatMap(Document::subject);
            if (subject.isPresent()) {
                bySubject
                        .computeIfAbsent(subject.get().descriptor().digest(), d -> new ArrayList<>())
                        .add(describe(image.root(), document.get()));
            }
        }
        return new Referrers(bySubject);
    }

    /** Those that are about this digest, in the place's order. */
    public List<Descriptor> of(Digest subject) {
        return List.copyOf(bySubject.getOrDefault(subject, List.of()));
    }

    /** What cannot be read as a document is about nothing; who asks for it by digest hears why. */
    private static Optional<Document> read(Descriptor root, ContentSource source, Limits limits) throws IOException {
        Role role = FormatTable.role(root.mediaType());
        if ((role != Role.MANIFEST && role != Role.INDEX) || !source.exists(root)) {
            return Optional.empty();
        }
        Bytes content;
        try (InputStream in = source.open(root)) {
            content = BoundedRead.all(in, limits.documentBytes(), root.digest().toString());
        } catch (ContentException e) {
            if (e.kind() == FailureKind.BROKEN || e.kind() == FailureKind.DENIED) {
                throw e;
            }
            return Optional.empty();
        }
        Reading reading = Documents.read(
                content, Optional.of(root.mediaType()), root.digest().algorithm(), limits);
        return reading.kind() == Reading.Kind.REJECTED ? Optional.empty() : Optional.of(reading.orThrow());
    }

    /** How a list of referrers tells of a root. */
    public static Descriptor describe(Descriptor root, Document document) {
        Optional<String> type = root.artifactType()
                .or(document::artifactType)
                .or(() -> document.kind() == DocumentKind.MANIFEST
                        ? Optional.of(((ManifestDocument) document)
                                .config()
                                .descriptor()
                                .mediaType()
                                .text())
                        : Optional.empty());
        return new Descriptor(
                root.mediaType(),
                root.digest(),
                root.size(),
                List.of(),
                root.annotations(),
                Optional.empty(),
                type,
                Optional.empty());
    }
}
