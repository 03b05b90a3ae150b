// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.input;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Finding;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import java.io.IOException;
import java.util.List;

/** What an operand of a reading verb means: a document with its children, or an image in a place. */
public interface Subject extends AutoCloseable {

    /** The operand, as messages name it. */
    String name();

    /** The image's names in its place; of a document none. */
    List<String> names();

    /** All documents at hand. */
    DescriptorGraph graph();

    /**
     * What a conversion would do.
     *
     * @throws Problem if the image or a policy forbids it
     */
    Planned plan(ConversionRequest request) throws Problem, IOException;

    /** What to try where a document is missing. */
    String remedyForMissing();

    @Override
    void close() throws Problem;

    /**
     * A plan, and what was found on the way to it.
     *
     * @param findings the plan's and more
     */
    record Planned(ConversionPlan plan, List<Finding> findings) {}
}
