// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Severity;
import dev.ambidock.model.SinkAbilities;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a conversion does, without doing it. Pure and deterministic: the same graph, request and abilities give
 * an equal plan, on every machine; but the signature of a schema 1 result, on which its digest does not depend, is another
 * one each time.
 */
public final class Planner {
    /** A few layers and a config for each image, as a guess. */
    private static final int MEMBERS = 8;

    private final List<DocumentPlan> documents = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Step> steps;
    private final Set<Planned> planned;
    private final Map<Digest, Converted> inTree;
    private final Set<Digest> written;

    /** A document counts once for each thing that it becomes, in most cases one. */
    private record Planned(Digest source, Optional<Outcome> outcome) {
        // Written out, as in MediaType.
        @Override
        public boolean equals(Object other) {
            return other instanceof Planned planned && source.equals(planned.source) && outcome.equals(planned.outcome);
        }

        @Override
        public int hashCode() {
            return 31 * source.hashCode() + outcome.hashCode();
        }
    }

    /** Sized for so many documents, since to let its tables grow would take a fifth of the time of a long list. */
    private Planner(int size) {
        steps = new LinkedHashSet<>(MEMBERS * size);
        planned = new HashSet<>(2 * size);
        inTree = new HashMap<>(2 * size);
        written = new HashSet<>(2 * size);
    }

    /** Plans for a destination that takes everything. */
    public static Planning plan(DescriptorGraph graph, ConversionRequest request) {
        return plan(graph, request, SinkAbilities.any(), LayerFacts.none());
    }

    /**
     * Plans a conversion.
     *
     * @param facts what is known of the layers' bytes
     */
    public static Planning plan(
            DescriptorGraph graph, ConversionRequest request, SinkAbilities abilities, LayerFacts facts) {
        return new Planner(graph.documents().size()).run(graph, request, abilities, facts);
    }

    private Planning run(DescriptorGraph graph, ConversionRequest request, SinkAbilities abilities, LayerFacts facts) {
        findings.addAll(graph.findings());
        Family wanted = request.resultFamily();
        if (!request.keep() && !abilities.families().contains(wanted)) {
            findings.add(Finding.of(
                    FindingCode.FAMILY_NOT_ACCEPTED, "the destination does not take " + wanted.label() + " images"));
        }
        PlanningRun run = new PlanningRun(graph, request, abilities, facts);
        run.filter().ifPresent(filter -> findings.addAll(filter.findings()));
        if (findings.stream().noneMatch(f -> f.code() == FindingCode.PLATFORM_ABSENT)) {
            root(run).ifPresent(root -> {
                collect(root, true);
                order(root);
            });
        }
        if (request.strict()) {
            refuseLosses();
        }
        if (findings.stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
            return new Planning.Refused(List.copyOf(findings));
        }
        return new Planning.Ready(
                new ConversionPlan(graph, request, abilities, facts, documents, List.copyOf(steps), findings));
    }

    /** What the root becomes; where the destination takes no indexes, what its only image becomes. */
    private Optional<Converted> root(PlanningRun run) {
        Document root = run.graph().root();
        boolean indexes = run.abilities().indexes() && run.request().schemaOne().isEmpty();
        if (indexes || root.kind() != DocumentKind.INDEX) {
            return Optional.of(run.convert(root));
        }
        SingleImage single = SingleImage.in(run);
        findings.addAll(single.findings());
        return single.result();
    }

    /** Parents before children, each document once. */
    private void collect(Converted converted, boolean root) {
        if (!planned.add(new Planned(converted.source().digest(), converted.outcome()))) {
            return;
        }
        inTree.putIfAbsent(name(converted), converted);
        findings.addAll(converted.findings());
        if (converted.outcome().isPresent() && (root || !isUnchangedConfig(converted))) {
            documents.add(
                    new DocumentPlan(converted.source(), converted.outcome().get(), converted.changes()));
        }
        converted.children().forEach(child -> collect(child, false));
    }

    /**
     * What a document holds or names before the document, each step once. Without recursion: subjects may chain longer
     * than indexes nest.
     */
    private void order(Converted root) {
        Set<Converted> opened = new HashSet<>(2 * documents.size());
        Deque<Converted> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Converted top = open.peek();
            if (opened.add(top)) {
                List<Converted> before = new ArrayList<>(top.children());
                top.links().stream()
                        .map(link -> inTree.get(name(link)))
                        .filter(Objects::nonNull)
                        .forEach(before::add);
                for (int i = before.size() - 1; i >= 0; i--) {
                    if (!opened.contains(before.get(i))) {
                        open.push(before.get(i));
                    }
                }
            } else {
                // Again, where it was pushed for two others: the same steps, which are in the set by then.
                open.pop();
                step(top, top == root);
            }
        }
    }

    /** What others call it in the result, so far as that is known. */
    private static Digest name(Converted converted) {
        return converted
                .known()
                .map(known -> known.descriptor().digest())
                .orElse(converted.source().digest());
    }

    private void step(Converted converted, boolean root) {
        steps.addAll(converted.blobs());
        if (converted.outcome().isEmpty() || (!root && isUnchangedConfig(converted))) {
            return;
        }
        boolean writtenAlready = converted
                .known()
                .filter(k -> !written.add(k.descriptor().digest()))
                .isPresent();
        if (!writtenAlready) {
            steps.add(new Step.PutDocument(
                    converted.source().descriptor(), converted.outcome().get()));
        }
    }

    /** Such a config is a blob to copy like a layer. */
    private static boolean isUnchangedConfig(Converted converted) {
        return converted.source().kind() == DocumentKind.CONFIG
                && converted.changes().isEmpty();
    }

    private void refuseLosses() {
        long lost = findings.stream()
                .filter(f -> f.severity() == Severity.LOSS || f.severity() == Severity.CORRECTION)
                .count();
        if (lost > 0) {
            findings.add(Finding.of(
                    FindingCode.STRICT_REFUSAL,
                    "the conversion would lose or correct " + lost + (lost == 1 ? " thing" : " things")
                            + ", which --strict refuses"));
        }
    }
}
