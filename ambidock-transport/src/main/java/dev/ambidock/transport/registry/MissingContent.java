// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends once more what a registry does not know when it is given a manifest: some forget what they said that they had, or had
 * mounted, while others sweep what no manifest names yet. What was compressed on the way cannot be had again.
 */
final class MissingContent {
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;
    private final Limits limits;
    private final Map<Digest, PendingDocument> documents;
    private final Map<Digest, Bytes> small = new ConcurrentHashMap<>();
    private Optional<ImageSource> source = Optional.empty();

    /**
     * Knows of nothing yet.
     *
     * @param documents those of the session
     */
    MissingContent(
            Manifests manifests, Blobs blobs, Uploads uploads, Limits limits, Map<Digest, PendingDocument> documents) {
        this.manifests = manifests;
        this.blobs = blobs;
        this.uploads = uploads;
        this.limits = limits;
        this.documents = documents;
    }

    /** Where content can be had again. */
    void from(ImageSource place) {
        source = Optional.of(place);
    }

    /** Content that no source has. */
    void keep(Digest digest, Bytes content) {
        small.put(digest, content);
    }

    /**
     * Writes a document; if the registry does not know what it names, sends that and then the document once more.
     *
     * @return whether the registry will list it as a referrer of its subject
     */
    boolean put(String reference, PendingDocument document) throws IOException {
        try {
            return manifests.tryPut(reference, document.descriptor(), document.content());
        } catch (UnknownContentException e) {
            if (!sendAgain(document, e.named())) {
                throw e.refusal();
            }
            return manifests.put(reference, document.descriptor(), document.content());
        }
    }

    /** Whether anything could be sent. */
    private boolean sendAgain(PendingDocument document, Set<Digest> named) throws IOException {
        boolean sent = false;
        for (Descriptor content : children(document)) {
            boolean unknown = named.isEmpty() ? !has(content) : named.contains(content.digest());
            if (unknown) {
                sent |= sendAgain(content);
            }
        }
        return sent;
    }

    private boolean has(Descriptor content) throws IOException {
        return documents.containsKey(content.digest()) ? manifests.has(content.digest()) : blobs.has(content);
    }

    private List<Descriptor> children(PendingDocument document) {
        Reading reading = Documents.read(
                document.content(),
                Optional.of(document.descriptor().mediaType()),
                document.descriptor().digest().algorithm(),
                limits);
        List<Descriptor> children = new ArrayList<>();
        for (Edge edge : reading.orThrow().edges()) {
            if (edge.role() != EdgeRole.SUBJECT) {
                children.add(edge.descriptor());
            }
        }
        return children;
    }

    private boolean sendAgain(Descriptor content) throws IOException {
        PendingDocument document = documents.get(content.digest());
        if (document != null) {
            manifests.put(content.digest().toString(), document.descriptor(), document.content());
            return true;
        }
        Optional<InputStream> again = open(content);
        if (again.isEmpty()) {
            return false;
        }
        try (InputStream in = again.get()) {
            uploads.send(uploads.begin(), content, in);
        }
        return true;
    }

    private Optional<InputStream> open(Descriptor content) throws IOException {
        Bytes kept = small.get(content.digest());
        if (kept != null) {
            return Optional.of(kept.stream());
        }
        try {
            return source.isPresent() ? Optional.of(source.get().open(content)) : Optional.empty();
        } catch (ContentException e) {
            // The registry's refusal says what is wrong.
            return Optional.empty();
        }
    }
}
