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
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import dev.ambidock.transport.layout.LayoutNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
            roots.add(new NamedImage(LayoutNames.of(entry.descriptor()), entry.descriptor()));
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
            Optional<Descriptor> manifest = manifest(root.root(), config, 1);
            if (manifest.isPresent()) {
                return Optional.of(
                        new NamedImage(root.names(), isComplete(root.root(), 1) ? root.root() : manifest.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Descriptor> manifest(Descriptor at, Digest config, int depth) throws IOException {
        Optional<Document> document = present(at, depth);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        if (document.get().kind() == DocumentKind.MANIFEST) {
            Digest own =
                    ((ManifestDocument) document.get()).config().descriptor().digest();
            return own.equals(config) ? Optional.of(at) : Optional.empty();
        }
        for (Edge entry : document.get().edges()) {
            Optional<Descriptor> found = manifest(entry.descriptor(), config, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether all documents and blobs beneath are in the archive. */
    private boolean isComplete(Descriptor at, int depth) throws IOException {
        Optional<Document> document = present(at, depth);
        if (document.isEmpty()) {
            return places.has(at.digest());
        }
        for (Edge edge : document.get().edges()) {
            if (!isComplete(edge.descriptor(), depth + 1)) {
                return false;
            }
        }
        return true;
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
