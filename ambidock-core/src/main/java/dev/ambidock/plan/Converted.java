// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Change;
import dev.ambidock.document.Document;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document with all that its conversion brought: the node of the result tree that a plan is read from. */
final class Converted {
    private final Document source;
    private final Optional<Outcome> outcome;
    private final List<Change> changes;
    private final List<Finding> findings;
    private final List<Converted> children;
    private final List<Converted> links;
    private final List<Step> blobs;

    /**
     * {@code outcome} is empty if the document is refused, or if its children moved up and it is gone. {@code links} are
     * documents that it names without holding them.
     */
    Converted(
            Document source,
            Optional<Outcome> outcome,
            List<Change> changes,
            List<Finding> findings,
            List<Converted> children,
            List<Converted> links,
            List<Step> blobs) {
        this.source = source;
        this.outcome = outcome;
        this.changes = List.copyOf(changes);
        this.findings = List.copyOf(findings);
        this.children = List.copyOf(children);
        this.links = List.copyOf(links);
        this.blobs = List.copyOf(blobs);
    }

    /** A document that has no conversion. */
    static Converted refused(Document source, Finding why) {
        return new Converted(source, Optional.empty(), List.of(), List.of(why), List.of(), List.of(), List.of());
    }

    /** The same without a result of its own: its entries stand in its parent now. */
    Converted flattened() {
        return new Converted(source, Optional.empty(), List.of(), findings, children, links, List.of());
    }

    /** The same with one more child that is put beside it. */
    Converted with(List<Converted> more) {
        List<Converted> all = new ArrayList<>(children);
        all.addAll(more);
        return new Converted(source, outcome, changes, findings, all, links, blobs);
    }

    Document source() {
        return source;
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    Optional<Outcome.Known> known() {
        return outcome.filter(o -> o.kind() == Outcome.Kind.KNOWN).map(Outcome.Known.class::cast);
    }

    Optional<Outcome.Pending> pending() {
        return outcome.filter(o -> o.kind() == Outcome.Kind.PENDING).map(Outcome.Pending.class::cast);
    }

    boolean isRefused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    List<Change> changes() {
        return changes;
    }

    List<Finding> findings() {
        return findings;
    }

    List<Converted> children() {
        return children;
    }

    List<Converted> links() {
        return links;
    }

    List<Step> blobs() {
        return blobs;
    }
}
