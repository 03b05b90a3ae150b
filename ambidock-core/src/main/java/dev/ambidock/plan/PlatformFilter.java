// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which entries of a graph's indexes go because their platform is not wanted, with all that goes with them. Decided before
 * anything is converted, on the graph as it was read.
 */
final class PlatformFilter {
    /** More are counted, not named. */
    private static final int MOST_NAMED = 30;

    private final DescriptorGraph graph;
    private final List<Platform> wanted;
    private final Platforms platforms;
    private final Removals removals;
    /** The platforms of the images that tell one. */
    private final Set<String> there = new LinkedHashSet<>();

    private final List<Finding> findings = new ArrayList<>();
    private boolean anyKept;

    private PlatformFilter(DescriptorGraph graph, List<Platform> wanted, Platforms platforms) {
        this.graph = graph;
        this.wanted = wanted;
        this.platforms = platforms;
        this.removals = new Removals(graph);
    }

    /**
     * Judges all entries.
     *
     * @param wanted at least one platform
     */
    static PlatformFilter of(DescriptorGraph graph, List<Platform> wanted, Platforms platforms) {
        PlatformFilter filter = new PlatformFilter(graph, wanted, platforms);
        if (graph.root().kind() == DocumentKind.INDEX) {
            filter.entries();
        } else {
            filter.single(graph.root());
        }
        return filter;
    }

    /** Why an entry goes; empty if it stays. */
    Optional<String> removal(Document index, Edge entry) {
        return removals.why(index, entry);
    }

    /** Whether no entry that stays names this. */
    boolean isGone(Digest digest) {
        return removals.isGone(digest);
    }

    /** Warnings of images that nothing is known of; an error if no wanted image is there. */
    List<Finding> findings() {
        return findings;
    }

    private void entries() {
        for (Document index : removals.indexes()) {
            index.edges().forEach(edge -> judge(index, edge));
        }
        removals.settle();
        if (!anyKept && !there.isEmpty()) {
            absent("none of the images is for " + joined(wanted) + ": there are " + shown());
        }
    }

    private void judge(Document parent, Edge edge) {
        Optional<Document> child =
                graph.document(edge.descriptor().digest()).filter(d -> d.kind() != DocumentKind.CONFIG);
        boolean index = child.filter(d -> d.kind() == DocumentKind.INDEX).isPresent();
        boolean attestation = Attestations.isAttestation(edge, graph);
        Optional<Document> image = child.filter(c -> !attestation && isImage(c));
        if (attestation) {
            Attestations.about(edge, child).ifPresent(about -> removals.goesWith(parent, edge, about));
        } else if (!index) {
            Optional<Platform> platform = Platforms.own(edge).or(() -> child.flatMap(this::platform));
            if (platform.isPresent()) {
                judge(parent, edge, platform.get());
            } else if (image.isPresent()) {
                untold(parent, edge);
            }
        }
        child.filter(c -> image.isEmpty() && !index)
                .flatMap(Document::subject)
                .ifPresent(s -> removals.goesWith(parent, edge, s.descriptor().digest()));
    }

    private boolean isImage(Document document) {
        return document.kind() == DocumentKind.SCHEMA1
                || (document.kind() == DocumentKind.MANIFEST
                        && ImageKind.of((ManifestDocument) document, graph, Family.DOCKER)
                                .isImage());
    }

    /** An artifact in an image's form may tell a platform; only for an image one is assumed. */
    private Optional<Platform> platform(Document document) {
        return isImage(document) ? platforms.of(document) : platforms.byConfig(document);
    }

    private void judge(Document index, Edge edge, Platform platform) {
        there.add(platform.toString());
        if (wanted.stream().anyMatch(w -> w.accepts(platform))) {
            anyKept = true;
        } else {
            removals.remove(index, edge, platform + " is left out, as asked");
        }
    }

    private void untold(Document index, Edge edge) {
        anyKept = true;
        findings.add(Finding.at(
                FindingCode.PLATFORM_UNTOLD,
                index.digest(),
                edge.pointer(),
                "neither the entry nor a config tells the platform: kept"));
    }

    private void single(Document root) {
        Optional<Platform> platform = platform(root);
        if (platform.filter(p -> wanted.stream().noneMatch(w -> w.accepts(p))).isPresent()) {
            absent("the image is for " + platform.get() + ", not for " + joined(wanted));
        } else if (platform.isEmpty() && (root.kind() == DocumentKind.CONFIG || isImage(root))) {
            findings.add(Finding.at(
                    FindingCode.PLATFORM_UNTOLD,
                    root.digest(),
                    "",
                    "no config tells the platform, so the image may be for another one than " + joined(wanted)));
        }
    }

    private void absent(String text) {
        findings.add(Finding.at(FindingCode.PLATFORM_ABSENT, graph.root().digest(), "", text));
    }

    private String shown() {
        String named = there.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return there.size() > MOST_NAMED ? named + " and " + (there.size() - MOST_NAMED) + " more" : named;
    }

    private static String joined(List<Platform> platforms) {
        return platforms.stream().map(Platform::toString).collect(Collectors.joining(" or "));
    }
}
