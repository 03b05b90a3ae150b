// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

import dev.ambidock.diff.ImageDiff.Verdict;
import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ImageKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of a comparison over two graphs. */
final class Comparison {
    private final DescriptorGraph first;
    private final DescriptorGraph second;
    private final List<DocumentDiff> documents = new ArrayList<>();
    private final List<String> onlyFirst = new ArrayList<>();
    private final List<String> onlySecond = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();
    private boolean different;
    private boolean undecided;

    Comparison(DescriptorGraph first, DescriptorGraph second) {
        this.first = first;
        this.second = second;
    }

    ImageDiff run() {
        pair(
                first.root(),
                first.root().descriptor(),
                second.root(),
                second.root().descriptor());
        return new ImageDiff(verdict(), documents, onlyFirst, onlySecond);
    }

    private Verdict verdict() {
        if (documents.get(0).identical()) {
            return Verdict.IDENTICAL;
        }
        if (different) {
            return Verdict.DIFFERENT;
        }
        if (undecided) {
            return Verdict.UNDECIDED;
        }
        boolean losses = !onlyFirst.isEmpty()
                || !onlySecond.isEmpty()
                || documents.stream()
                        .anyMatch(
                                d -> d.count(Relation.LOST) + d.count(Relation.ADDED) + d.count(Relation.CHANGED) > 0);
        return losses ? Verdict.SAME_IMAGE_WITH_LOSSES : Verdict.SAME_IMAGE;
    }

    /** Compares two documents; their descriptors are those of the entries that name them, with the platform. */
    private void pair(Document one, Descriptor oneNamed, Document two, Descriptor twoNamed) {
        if (!compared.add(one.digest() + " " + two.digest())) {
            return;
        }
        EntryPairs pairs = EntryPairs.of(one, first, two, second);
        documents.add(diff(one, oneNamed, two, twoNamed, pairs));
        if (one.bytes().equals(two.bytes())) {
            return;
        }
        if (one.kind() != two.kind() || one.kind() == DocumentKind.CONFIG || one.kind() == DocumentKind.SCHEMA1) {
            different = true;
        } else if (one.kind() == DocumentKind.INDEX) {
            children(one, two, pairs);
        } else if (one.kind() == DocumentKind.MANIFEST) {
            different |= !sameImage((ManifestDocument) one, (ManifestDocument) two);
            configs((ManifestDocument) one, (ManifestDocument) two);
        }
    }

    private static DocumentDiff diff(
            Document one, Descriptor oneNamed, Document two, Descriptor twoNamed, EntryPairs pairs) {
        if (one.bytes().equals(two.bytes())) {
            return new DocumentDiff(oneNamed, twoNamed, true, false, List.of());
        }
        List<DiffRow> rows = new FieldComparison(pairs).rows(one.root(), two.root());
        boolean respelled = rows.stream().allMatch(r -> r.relation() == Relation.SAME);
        return new DocumentDiff(oneNamed, twoNamed, false, respelled, rows);
    }

    private void children(Document one, Document two, EntryPairs pairs) {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < one.edges().size(); i++) {
            int j = pairs.partner(i);
            Edge mine = one.edges().get(i);
            if (j < 0) {
                alone(mine, first, onlyFirst);
                continue;
            }
            used.add(j);
            child(mine, two.edges().get(j));
        }
        for (int j = 0; j < two.edges().size(); j++) {
            if (!used.contains(j)) {
                alone(two.edges().get(j), second, onlySecond);
            }
        }
    }

    private void child(Edge mine, Edge theirs) {
        Optional<Document> one = first.document(mine.descriptor().digest());
        Optional<Document> two = second.document(theirs.descriptor().digest());
        if (one.isPresent() && two.isPresent()) {
            pair(one.get(), mine.descriptor(), two.get(), theirs.descriptor());
        } else if (!mine.descriptor().digest().equals(theirs.descriptor().digest())) {
            undecided = true;
        }
    }

    /** Shows in what the configs differ; whether they do is known from their digests. */
    private void configs(ManifestDocument one, ManifestDocument two) {
        Optional<ConfigDocument> mine = first.config(one.config().descriptor().digest());
        Optional<ConfigDocument> theirs =
                second.config(two.config().descriptor().digest());
        if (mine.isPresent() && theirs.isPresent()) {
            pair(
                    mine.get(),
                    one.config().descriptor(),
                    theirs.get(),
                    two.config().descriptor());
        }
    }

    /** An image that the other side lacks makes a difference, an attestation or artifact is a loss. */
    private void alone(Edge edge, DescriptorGraph graph, List<String> list) {
        list.add(edge.descriptor()
                + edge.descriptor().platform().map(p -> " " + p).orElse(""));
        Optional<Document> document = graph.document(edge.descriptor().digest());
        boolean attestation = edge.descriptor().annotations().containsKey("vnd.docker.reference.type");
        if (attestation) {
            return;
        }
        if (document.isEmpty()) {
            undecided = true;
        } else if (document.get().kind() == DocumentKind.MANIFEST) {
            different |= ImageKind.of((ManifestDocument) document.get(), graph, Family.DOCKER)
                    .isImage();
        }
    }

    /** An image ID covers the layers' content, so layers of other compression are the same image. */
    private boolean sameImage(ManifestDocument one, ManifestDocument two) {
        boolean sameConfig = one.config()
                .descriptor()
                .digest()
                .equals(two.config().descriptor().digest());
        if (!sameConfig) {
            return false;
        }
        boolean images = ImageKind.of(one, first, Family.DOCKER).isImage()
                && ImageKind.of(two, second, Family.DOCKER).isImage()
                && one.layers().size() == two.layers().size();
        return images || digests(one).equals(digests(two));
    }

    private static List<Digest> digests(ManifestDocument manifest) {
        return manifest.layers().stream().map(l -> l.descriptor().digest()).toList();
    }
}
