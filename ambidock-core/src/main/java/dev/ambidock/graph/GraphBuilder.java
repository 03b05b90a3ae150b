// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.graph;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Grows a {@link DescriptorGraph} from its root without doing input itself: it says which documents are {@link #wanted},
 * the caller supplies what it has. Each digest is wanted once, however many parents name it. Confined to one thread.
 */
public final class GraphBuilder {
    private final Document root;
    private final Limits limits;
    private final Map<Digest, Document> documents = new LinkedHashMap<>();
    private final Deque<Wanted> queue = new ArrayDeque<>();
    private final Map<Digest, Descriptor> asked = new HashMap<>();
    private final Map<Digest, Integer> depths = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> errors = new ArrayList<>();
    private int edges;

    public GraphBuilder(Document root, Limits limits) {
        this.root = root;
        this.limits = limits;
        depths.put(root.digest(), 1);
        add(root);
    }

    /** Reads a whole graph, asking the lookup for each document by descriptor. */
    public static GraphReading read(Document root, Limits limits, Function<Descriptor, Optional<Bytes>> lookup) {
        GraphBuilder builder = new GraphBuilder(root, limits);
        for (Optional<Wanted> next = builder.wanted(); next.isPresent(); next = builder.wanted()) {
            Wanted wanted = next.get();
            lookup.apply(wanted.descriptor()).ifPresent(bytes -> builder.supply(wanted, bytes));
        }
        return builder.finish();
    }

    /** The next document to supply, parents before children; empty when all were asked for or one was refused. */
    public Optional<Wanted> wanted() {
        while (errors.isEmpty() && !queue.isEmpty()) {
            Wanted next = queue.remove();
            Optional<Bytes> embedded = next.descriptor().data();
            if (embedded.isEmpty()) {
                return Optional.of(next);
            }
            supply(next, embedded.get());
        }
        return Optional.empty();
    }

    /** Hands over a wanted document's content; size and digest are checked here. What is not supplied is missing. */
    public void supply(Wanted wanted, Bytes content) {
        Descriptor expected = wanted.descriptor();
        if (content.length() != expected.size()) {
            refuse(
                    FindingCode.SIZE_MISMATCH,
                    wanted,
                    expected.digest() + " has " + content.length() + " bytes, its descriptor says " + expected.size());
            return;
        }
        Digest actual = Documents.digest(
                content, expected.mediaType(), expected.digest().algorithm());
        if (!actual.equals(expected.digest())) {
            refuse(
                    FindingCode.DIGEST_MISMATCH,
                    wanted,
                    "the content has the digest " + actual + ", its descriptor says " + expected.digest());
            return;
        }
        Reading reading = Documents.read(
                content, Optional.of(expected.mediaType()), expected.digest().algorithm(), limits);
        if (reading.kind() == Reading.Kind.REJECTED && expected.mediaType().equals(MediaTypes.OCTET_STREAM)) {
            // Anything may be called an octet stream: then it is no image config, which the planner will say.
            return;
        }
        if (reading.kind() == Reading.Kind.REJECTED) {
            errors.addAll(reading.findings());
            return;
        }
        findings.addAll(reading.findings());
        add(reading.orThrow());
    }

    /** The graph of all that was supplied, or why there is none. */
    public GraphReading finish() {
        if (errors.isEmpty()) {
            checkNesting();
        }
        return errors.isEmpty()
                ? new GraphReading.Complete(new DescriptorGraph(root, documents, findings))
                : new GraphReading.Rejected(errors);
    }

    private void add(Document document) {
        if (documents.size() == limits.nodes()) {
            limit("more than " + limits.nodes() + " documents");
            return;
        }
        documents.put(document.digest(), document);
        int depth = depths.getOrDefault(document.digest(), 1);
        List<Edge> children = document.edges();
        edges += children.size();
        if (edges > limits.edges()) {
            limit("more than " + limits.edges() + " descriptors");
            return;
        }
        for (Edge edge : children) {
            want(edge, depth);
        }
    }

    private void want(Edge edge, int parentDepth) {
        Descriptor descriptor = edge.descriptor();
        Role role = FormatTable.role(descriptor.mediaType());
        boolean config = role == Role.CONFIG || descriptor.mediaType().equals(MediaTypes.OCTET_STREAM);
        boolean tree = isTree(descriptor.mediaType());
        boolean wanted = switch (edge.role()) {
            case ENTRY -> tree;
            case CONFIG -> config;
            case LAYER, BLOB, SUBJECT -> false;
        };
        if (!wanted) {
            return;
        }
        Descriptor before = asked.putIfAbsent(descriptor.digest(), descriptor);
        if (before != null) {
            checkSame(before, descriptor, tree);
            return;
        }
        int depth = parentDepth + 1;
        if (role == Role.INDEX && depth > limits.depth()) {
            limit("indexes nested deeper than " + limits.depth());
            return;
        }
        depths.put(descriptor.digest(), depth);
        queue.add(new Wanted(descriptor, edge.pointer(), tree));
    }

    /** Content has one size, and a manifest or index one type, however many descriptors name it. */
    private void checkSame(Descriptor before, Descriptor now, boolean tree) {
        Wanted again = new Wanted(now, "", tree);
        if (before.size() != now.size()) {
            refuse(
                    FindingCode.SIZE_MISMATCH,
                    again,
                    "one descriptor of " + now.digest() + " says " + before.size() + " bytes, another one says "
                            + now.size());
        }
        boolean document = tree || isTree(before.mediaType());
        if (document && !before.mediaType().equals(now.mediaType())) {
            refuse(
                    FindingCode.MEDIA_TYPE_CONFLICT,
                    again,
                    "one descriptor of " + now.digest() + " says " + before.mediaType() + ", another one says "
                            + now.mediaType());
        }
    }

    private static boolean isTree(MediaType type) {
        Role role = FormatTable.role(type);
        return role == Role.INDEX || role == Role.MANIFEST;
    }

    /**
     * Refuses indexes that nest too deep on any way. The queue meets each one on its shortest way only, but what walks
     * the graph walks the longest.
     */
    private void checkNesting() {
        Map<Digest, Integer> parents = new HashMap<>();
        documents.values().forEach(d -> nested(d).forEach(child -> parents.merge(child.digest(), 1, Integer::sum)));
        Map<Digest, Integer> nesting = new HashMap<>();
        nesting.put(root.digest(), 1);
        Deque<Document> ready = new ArrayDeque<>(List.of(root));
        while (!ready.isEmpty()) {
            Document parent = ready.remove();
            int below = nesting.getOrDefault(parent.digest(), 1) + 1;
            for (Document child : nested(parent)) {
                nesting.merge(child.digest(), below, Integer::max);
                if (below > limits.depth()) {
                    limit("indexes nested deeper than " + limits.depth());
                    return;
                }
                if (parents.merge(child.digest(), -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
    }

    private List<Document> nested(Document parent) {
        return parent.kind() != DocumentKind.INDEX
                ? List.of()
                : parent.edges().stream()
                        .map(e -> documents.get(e.descriptor().digest()))
                        .filter(d -> d != null && d.kind() == DocumentKind.INDEX)
                        .toList();
    }

    private void refuse(FindingCode code, Wanted wanted, String text) {
        errors.add(new Finding(code, Optional.of(wanted.descriptor().digest()), "", text));
    }

    private void limit(String text) {
        errors.add(Finding.at(FindingCode.LIMIT_EXCEEDED, root.digest(), "", text));
    }
}
