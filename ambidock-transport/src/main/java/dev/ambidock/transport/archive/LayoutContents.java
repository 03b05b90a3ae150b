// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.json.JsonKind;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NameAnnotations;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OCI layout in an archive: its roots, and what is beneath them. */
final class LayoutContents {
    static final String INDEX = "index.json";
    private static final int MOST_DEPTH = 8;

    private final TarArchive tar;
    private final BlobPlaces places;
    private final Limits limits;
    private int documents;

    LayoutContents(TarArchive tar, BlobPlaces places, Limits limits) {
        this.tar = tar;
        this.places = places;
        this.limits = limits;
    }

    /** The roots, each digest once. */
    List<NamedImage> roots() throws IOException {
        Document index =
                document(places.read(INDEX, limits.documentBytes()), MediaTypes.OCI_INDEX, DigestAlgorithm.SHA256);
        if (index.kind() != DocumentKind.INDEX
                || !index.root().member("manifests").orElseThrow().is(JsonKind.ARRAY)) {
            throw ContentException.of(FailureKind.MALFORMED, tar.name() + " " + INDEX, "it has no list of manifests");
        }
        List<NamedImage> roots = new ArrayList<>();
        for (Edge entry : index.edges()) {
            roots.add(new NamedImage(NameAnnotations.of(entry.descriptor()), entry.descriptor()));
        }
        return NamedImage.merge(roots);
    }

    /** The roots with what is beneath each; every document is read once for each root that has it. */
    List<LayoutRoot> walked() throws IOException {
        List<LayoutRoot> walked = new ArrayList<>();
        for (NamedImage root : roots()) {
            Walk walk = new Walk();
            walk.visit(root.root(), 1);
            walked.add(new LayoutRoot(root, walk.byConfig, walk.sparse));
        }
        return walked;
    }

    /** Visits all that is beneath a root, each digest once. */
    private final class Walk {
        private final Map<Digest, Descriptor> byConfig = new HashMap<>();
        private final Set<Digest> seen = new HashSet<>();
        private boolean sparse;

        void visit(Descriptor at, int depth) throws IOException {
            if (!seen.add(at.digest())) {
                return;
            }
            Optional<Document> document = present(at, depth);
            if (document.isEmpty()) {
                sparse |= isDistributable(at) && !places.has(at.digest());
                return;
            }
            if (document.get().kind() == DocumentKind.MANIFEST) {
                Descriptor config = ((ManifestDocument) document.get()).config().descriptor();
                byConfig.putIfAbsent(config.digest(), at);
            }
            for (Edge edge : document.get().edges()) {
                visit(edge.descriptor(), depth + 1);
            }
        }
    }

    /** Foreign layers are meant to be elsewhere. */
    private static boolean isDistributable(Descriptor blob) {
        return FormatTable.find(blob.mediaType()).map(FormatRow::distributable).orElse(true);
    }

    private Optional<Document> present(Descriptor at, int depth) throws IOException {
        Role role = FormatTable.role(at.mediaType());
        boolean tree = role == Role.INDEX || role == Role.MANIFEST;
        if (!tree || depth > MOST_DEPTH || !places.has(at.digest())) {
            return Optional.empty();
        }
        if (++documents > limits.nodes()) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED,
                    tar.name(),
                    "its layout has more documents than the limit of " + limits.nodes());
        }
        try (InputStream in = places.open(at)) {
            Bytes content =
                    BoundedRead.all(in, limits.documentBytes(), at.digest().toString());
            return Optional.of(document(content, at.mediaType(), at.digest().algorithm()));
        }
    }

    private Document document(Bytes content, MediaType type, DigestAlgorithm algorithm) throws ContentException {
        Reading reading = Documents.read(content, Optional.of(type), algorithm, limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw ContentException.of(
                    FailureKind.MALFORMED, tar.name(), reading.findings().get(0).text());
        }
        return reading.orThrow();
    }
}
