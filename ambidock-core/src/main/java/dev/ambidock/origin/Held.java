// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.model.Digest;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import java.util.HashSet;
import java.util.Set;

/** What a destination holds once a plan is carried out. */
final class Held {
    private Held() {}

    /** A set that the caller may change. */
    static Set<Digest> by(ConversionPlan plan) {
        Set<Digest> held = new HashSet<>();
        for (Step step : plan.steps()) {
            switch (step.kind()) {
                case COPY_BLOB -> held.add(((Step.CopyBlob) step).blob().digest());
                case PUT_DOCUMENT -> {
                    if (((Step.PutDocument) step).outcome() instanceof Outcome.Known known) {
                        held.add(known.descriptor().digest());
                    }
                }
                case TRANSCODE_LAYER -> {}
            }
        }
        return held;
    }
}
