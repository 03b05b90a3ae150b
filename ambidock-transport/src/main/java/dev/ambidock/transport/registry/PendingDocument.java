// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.Referrers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest or index that waits for the commit.
 *
 * @param children digests of what it names, but for its subject
 * @param referrer what it says that it is about
 * @param isNeededByDigest whether the registry must know it by its digest beside any tag
 */
record PendingDocument(
        Descriptor descriptor,
        Bytes content,
        Set<Digest> children,
        Optional<PendingReferrer> referrer,
        boolean isNeededByDigest) {

    /** A document that nobody is known to need by its digest, unless a tag alone would not make that known. */
    static PendingDocument of(Descriptor descriptor, Bytes content, Limits limits) {
        Reading reading = Documents.read(
                content,
                Optional.of(descriptor.mediaType()),
                descriptor.digest().algorithm(),
                limits);
        Set<Digest> children = new HashSet<>();
        Optional<PendingReferrer> referrer = Optional.empty();
        if (reading.kind() != Reading.Kind.REJECTED) {
            Document document = reading.orThrow();
            for (Edge edge : document.edges()) {
                if (edge.role() != EdgeRole.SUBJECT) {
                    children.add(edge.descriptor().digest());
                }
            }
            referrer = document.subject()
                    .map(s -> new PendingReferrer(
                            s.descriptor().digest(), Referrers.describe(document.descriptor(), document)));
        }
        boolean unusual = descriptor.digest().algorithm() != DigestAlgorithm.SHA256;
        return new PendingDocument(descriptor, content, children, referrer, unusual);
    }

    private PendingDocument neededByDigest() {
        return new PendingDocument(descriptor, content, children, referrer, true);
    }

    /**
     * Sorts documents so that each comes after all that it names; those of one level do not need one another.
     *
     * @param documents children before their parents
     */
    static List<List<PendingDocument>> levels(Collection<PendingDocument> documents) {
        Set<Digest> named = new HashSet<>();
        documents.forEach(d -> named.addAll(d.children()));
        Map<Digest, Integer> depths = new HashMap<>();
        List<List<PendingDocument>> levels = new ArrayList<>();
        for (PendingDocument document : documents) {
            int depth = document.children().stream()
                    .mapToInt(child -> depths.getOrDefault(child, -1) + 1)
                    .max()
                    .orElse(0);
            Digest digest = document.descriptor().digest();
            depths.put(digest, depth);
            while (levels.size() <= depth) {
                levels.add(new ArrayList<>());
            }
            levels.get(depth).add(named.contains(digest) ? document.neededByDigest() : document);
        }
        return levels;
    }
}
