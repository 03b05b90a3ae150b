// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.input;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import java.util.List;

/**
 * A document that an operand names, and what folders hold of its children.
 *
 * @param name the operand
 * @param folders where children were looked for
 * @param graph what was read
 */
public record DocumentSubject(String name, List<String> folders, DescriptorGraph graph) implements Subject {

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public Planned plan(ConversionRequest request) throws Problem {
        ConversionPlan plan = Images.plan(name, folders, graph, request);
        return new Planned(plan, plan.findings());
    }

    @Override
    public String remedyForMissing() {
        return "--children DIR with what the documents name";
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
