// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;

/** Tries the way back: whether what a plan leads to, converted to the source's family, is the source again. */
final class WayBack {
    /** What was read within limits stays within these. */
    private static final Limits ANY = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    private WayBack() {}

    static boolean leadsToTheSource(ConversionPlan plan) {
        Document source = plan.graph().root();
        Family family = source.family();
        if (plan.root().kind() == Outcome.Kind.PENDING || (family != Family.OCI && family != Family.DOCKER)) {
            return false;
        }
        GraphReading results = ResultGraph.of(plan, ANY);
        if (results.kind() == GraphReading.Kind.REJECTED) {
            return false;
        }
        Planning back = Planner.plan(results.orThrow(), ConversionRequest.to(family));
        return back.kind() == Planning.Kind.READY
                && back.orThrow().root() instanceof Outcome.Known known
                && same(known, source.digest());
    }

    private static boolean same(Outcome.Known result, Digest source) {
        return result.descriptor().digest().equals(source);
    }
}
