// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Finding;
import java.util.List;

/** The planner's answer. Switch on {@link #kind}. */
public sealed interface Planning {

    /** The cases. */
    enum Kind {
        READY,
        REFUSED
    }

    /** Which case this is. */
    Kind kind();

    /** All that was found; of a refusal, at least one of severity error. */
    List<Finding> findings();

    /** The plan; of a refusal, throws {@link RejectedDocumentException}. */
    ConversionPlan orThrow();

    /**
     * It can be done.
     *
     * @param plan what will happen
     */
    record Ready(ConversionPlan plan) implements Planning {
        @Override
        public Kind kind() {
            return Kind.READY;
        }

        @Override
        public List<Finding> findings() {
            return plan.findings();
        }

        @Override
        public ConversionPlan orThrow() {
            return plan;
        }
    }

    /**
     * It cannot be done as requested.
     *
     * @param findings why, among other things
     */
    record Refused(List<Finding> findings) implements Planning {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public ConversionPlan orThrow() {
            throw new RejectedDocumentException(findings.stream()
                    .filter(f -> f.severity() == dev.ambidock.model.Severity.ERROR)
                    .toList());
        }
    }
}
