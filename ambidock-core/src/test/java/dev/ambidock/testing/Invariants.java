// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planning;
import dev.ambidock.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds of every conversion, whatever its input and policies. */
final class Invariants {
    private Invariants() {}

    static void check(Conversion conversion, Family target, Converted converted) {
        sameAgain(converted, conversion.plan(target));
        ChoiceInvariants.check(conversion, target, converted);
        if (!converted.isReady()) {
            assertThat(converted.planning().findings())
                    .as("a refusal says why")
                    .anyMatch(f -> f.severity() == Severity.ERROR);
            return;
        }
        consistent(converted.plan());
        settled(conversion, target, converted);
        Restoring.check(converted.plan());
        Converted canonical =
                conversion.again(conversion.root(), Map.of()).canonical().plan(target);
        if (canonical.isReady()) {
            consistent(canonical.plan());
            settled(conversion.again(conversion.root(), Map.of()).canonical(), target, canonical);
            Restoring.check(canonical.plan());
        }
    }

    private static void sameAgain(Converted first, Converted second) {
        assertThat(second.planning().findings()).isEqualTo(first.planning().findings());
        assertThat(second.planning().kind()).isEqualTo(first.planning().kind());
        if (first.isReady()) {
            assertThat(second.plan().steps()).isEqualTo(first.plan().steps());
            assertThat(outcomes(second.plan())).isEqualTo(outcomes(first.plan()));
        }
    }

    private static List<Outcome> outcomes(ConversionPlan plan) {
        return plan.documents().stream().map(DocumentPlan::outcome).toList();
    }

    /** Results can be read, name each other rightly, and are written in an order in which each name is good. */
    private static void consistent(ConversionPlan plan) {
        Map<Digest, Outcome.Known> put = new HashMap<>();
        plan.steps().forEach(s -> known(s).ifPresent(k -> put.put(k.descriptor().digest(), k)));
        Set<Digest> done = new HashSet<>();
        Set<Digest> there = new HashSet<>();
        Set<Step> seen = new HashSet<>();
        for (Step step : plan.steps()) {
            assertThat(seen.add(step)).as("each step once").isTrue();
            if (step instanceof Step.CopyBlob copy) {
                there.add(copy.blob().digest());
            }
            known(step).ifPresent(known -> {
                there.add(known.descriptor().digest());
                assertThat(done.add(known.descriptor().digest()))
                        .as("each object is written once")
                        .isTrue();
                if (!known.descriptor().mediaType().text().equals(Types.O_EMPTY)) {
                    names(known, put, there);
                }
            });
        }
    }

    private static void names(Outcome.Known known, Map<Digest, Outcome.Known> put, Set<Digest> there) {
        Document document = read(known.descriptor(), known.bytes());
        List<Edge> edges = new ArrayList<>(document.edges());
        document.subject().ifPresent(edges::add);
        for (Edge edge : edges) {
            Outcome.Known child = put.get(edge.descriptor().digest());
            if (child == null) {
                continue;
            }
            assertThat(there.contains(edge.descriptor().digest()))
                    .as("%s is there", edge.pointer())
                    .isTrue();
            assertThat(edge.descriptor().size()).isEqualTo(child.descriptor().size());
            if (edge.role() != EdgeRole.CONFIG) {
                assertThat(edge.descriptor().mediaType())
                        .isEqualTo(child.descriptor().mediaType());
            }
        }
    }

    /** What was converted is in the target's form: doing it again changes nothing. */
    private static void settled(Conversion conversion, Family target, Converted converted) {
        if (!(converted.plan().root() instanceof Outcome.Known)) {
            return;
        }
        Map<String, Bytes> results = new LinkedHashMap<>();
        for (DocumentPlan document : converted.plan().documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                results.put(known.descriptor().digest().toString(), known.bytes());
            }
        }
        Conversion anew = conversion.again(converted.rootDoc(), results);
        boolean takenOut = !converted
                .plan()
                .documents()
                .get(0)
                .source()
                .equals(converted.plan().graph().root());
        if (takenOut) {
            // The entry whose platform was asked for is gone with its index; the config may tell another one.
            anew.with(b -> b.platforms(List.of()));
        }
        Converted again = anew.plan(target);
        assertThat(again.planning().kind()).as("%s", again.texts()).isEqualTo(Planning.Kind.READY);
        assertThat(again.root()).isEqualTo(converted.root());
        assertThat(again.plan().isExact()).isTrue();
    }

    private static Document read(Descriptor descriptor, Bytes bytes) {
        assertThat(bytes.digest(descriptor.digest().algorithm())).isEqualTo(descriptor.digest());
        assertThat((long) bytes.length()).isEqualTo(descriptor.size());
        return Documents.read(
                        bytes,
                        Optional.of(descriptor.mediaType()),
                        descriptor.digest().algorithm(),
                        Limits.defaults())
                .orThrow();
    }

    private static Optional<Outcome.Known> known(Step step) {
        return step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known
                ? Optional.of(known)
                : Optional.empty();
    }
}
