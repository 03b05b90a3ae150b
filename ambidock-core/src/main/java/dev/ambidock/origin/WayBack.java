// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import dev.ambidock.plan.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether a conversion's result, converted back with the default policies, is the original again. */
final class WayBack {
    /** What was read within limits stays within these after a conversion, which adds little. */
    static final Limits OWN_OUTPUT = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    private WayBack() {}

    static boolean leadsHome(ConversionPlan plan) {
        Reading root = Documents.read(
                plan.rootBytes(),
                Optional.of(plan.rootDescriptor().mediaType()),
                plan.rootDescriptor().digest().algorithm(),
                OWN_OUTPUT);
        if (root.kind() == Reading.Kind.REJECTED) {
            return false;
        }
        Map<Digest, Bytes> results = results(plan);
        GraphReading graph = GraphBuilder.read(
                root.orThrow(), OWN_OUTPUT, wanted -> Optional.ofNullable(results.get(wanted.digest())));
        if (graph.kind() == GraphReading.Kind.REJECTED) {
            return false;
        }
        Planning back = Planner.plan(graph.orThrow(), ConversionRequest.to(Family.OCI));
        return back.kind() == Planning.Kind.READY
                && back.orThrow().root() instanceof Outcome.Known known
                && known.descriptor().digest().equals(plan.graph().root().digest());
    }

    /** What the destination holds, so far as documents go; those that only the source has are named by nobody there. */
    private static Map<Digest, Bytes> results(ConversionPlan plan) {
        Map<Digest, Bytes> results = new HashMap<>();
        for (Document document : plan.graph().documents()) {
            results.put(document.digest(), document.bytes());
        }
        for (Step step : plan.steps()) {
            if (step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known) {
                results.put(known.descriptor().digest(), known.bytes());
            }
        }
        return results;
    }
}
