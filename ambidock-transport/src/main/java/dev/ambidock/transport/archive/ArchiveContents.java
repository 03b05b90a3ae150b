// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Role;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of an archive. Where it has an OCI layout and {@code manifest.json}, the layout's manifests are the
 * truth, since they are the original ones; {@code manifest.json} adds names, and stands in where the layout is sparse.
 */
final class ArchiveContents {
    private static final String SAVED = "manifest.json";
    private static final String INDEX = "index.json";
    private static final int MOST_DEPTH = 8;

    private final TarArchive tar;
    private final BlobPlaces places;
    private final Limits limits;

    ArchiveContents(TarArchive tar, BlobPlaces places, Limits limits) {
        this.tar = tar;
        this.places = places;
        this.limits = limits;
    }

    /** All images, as {@code docker save} lists them or else as the layout does. */
    List<NamedImage> images(boolean docker) throws IOException {
        boolean saved = tar.find(SAVED).isPresent();
        boolean layout = tar.find(INDEX).isPresent();
        if (!saved && !layout) {
            boolean legacy = tar.find("repositories").isPresent();
            throw ContentException.of(
                    legacy ? FailureKind.UNSUPPORTED : FailureKind.MALFORMED,
                    tar.name(),
                    legacy
                            ? "it is an archive of the time before Docker 1.10, which is not read yet"
                            : "it holds neither manifest.json nor index.json, so it is no image archive");
        }
        List<NamedImage> roots = layout ? layoutRoots() : List.of();
        return docker && saved ? savedImages(roots) : layout ? roots : savedImages(roots);
    }

    private List<NamedImage> layoutRoots() throws IOException {
        Document index = document(places.read(INDEX, limits.documentBytes()), Optional.of(MediaTypes.OCI_INDEX));
        List<NamedImage> roots = new ArrayList<>();
        for (Edge entry : index.edges()) {
            roots.add(new NamedImage(NameAnnotations.of(entry.descriptor()), entry.descriptor()));
        }
        return roots;
    }

    private List<NamedImage> savedImages(List<NamedImage> roots) throws IOException {
        SavedImageReader reader = new SavedImageReader(tar, places, limits);
        List<NamedImage> images = new ArrayList<>();
        for (SavedImage saved : SavedImage.read(places.read(SAVED, limits.documentBytes()), tar.name(), limits)) {
            Digest config = reader.configDigest(saved);
            Optional<NamedImage> original = original(roots, config);
            Descriptor root = original.isPresent() ? original.get().root() : reader.manifest(saved);
            Set<String> names = new LinkedHashSet<>(saved.repoTags());
            original.ifPresent(o -> names.addAll(o.names()));
            images.add(new NamedImage(new ArrayList<>(names), root));
        }
        return images;
    }

    /** The root that holds the image of this config; a sparse one gives its present image instead of itself. */
    private Optional<NamedImage> original(List<NamedImage> roots, Digest config) throws IOException {
        for (NamedImage root : roots) {
            Search search = new Search(config);
            search.visit(root.root(), 1);
            if (search.manifest != null) {
                return Optional.of(new NamedImage(root.names(), search.sparse ? search.manifest : root.root()));
            }
        }
        return Optional.empty();
    }

    /** Walks all that is beneath a root, each digest once: looks for a config's manifest, and for what is missing. */
    private final class Search {
        private final Digest config;
        private final Set<Digest> seen = new HashSet<>();
        private @Nullable Descriptor manifest;
        private boolean sparse;

        Search(Digest config) {
            this.config = config;
        }

        void visit(Descriptor at, int depth) throws IOException {
            if (!seen.add(at.digest())) {
                return;
            }
            Optional<Document> document = present(at, depth);
            if (document.isEmpty()) {
                sparse |= !places.has(at.digest());
                return;
            }
            if (document.get().kind() == DocumentKind.MANIFEST
                    && ((ManifestDocument) document.get())
                            .config()
                            .descriptor()
                            .digest()
                            .equals(config)) {
                manifest = manifest == null ? at : manifest;
            }
            for (Edge edge : document.get().edges()) {
                visit(edge.descriptor(), depth + 1);
            }
        }
    }

    private Optional<Document> present(Descriptor at, int depth) throws IOException {
        Role role = FormatTable.role(at.mediaType());
        boolean tree = role == Role.INDEX || role == Role.MANIFEST;
        if (!tree || depth > MOST_DEPTH || !places.has(at.digest())) {
            return Optional.empty();
        }
        try (InputStream in = places.open(at)) {
            return Optional.of(document(
                    BoundedRead.all(in, limits.documentBytes(), at.digest().toString()), Optional.of(at.mediaType())));
        }
    }

    private Document document(Bytes content, Optional<dev.ambidock.model.MediaType> type) throws ContentException {
        Reading reading = Documents.read(content, type, DigestAlgorithm.SHA256, limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw ContentException.of(
                    FailureKind.MALFORMED, tar.name(), reading.findings().get(0).text());
        }
        return reading.orThrow();
    }
}
