// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.graph;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A root document and the documents beneath it, each digest once. Layers are leaves and never in here. Immutable; made by
 * {@link GraphBuilder}.
 */
public final class DescriptorGraph {
    private final Document root;
    private final Map<Digest, Document> documents;
    private final List<Finding> findings;

    DescriptorGraph(Document root, Map<Digest, Document> documents, List<Finding> findings) {
        this.root = root;
        this.documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        this.findings = List.copyOf(findings);
    }

    /** A graph of one document, whose children are not at hand. */
    public static DescriptorGraph of(Document root) {
        return new DescriptorGraph(root, Map.of(root.digest(), root), List.of());
    }

    /** Where everything begins. */
    public Document root() {
        return root;
    }

    /** All documents, the root first, parents before children. */
    public Collection<Document> documents() {
        return documents.values();
    }

    /** The document of this digest, if it is at hand. */
    public Optional<Document> document(Digest digest) {
        return Optional.ofNullable(documents.get(digest));
    }

    /** The image config of this digest, if it is at hand and is one. */
    public Optional<ConfigDocument> config(Digest digest) {
        return document(digest).filter(d -> d.kind() == DocumentKind.CONFIG).map(ConfigDocument.class::cast);
    }

    /** Oddities met on reading. */
    public List<Finding> findings() {
        return findings;
    }
}
