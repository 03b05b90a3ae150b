// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.ImageSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks for a record that restores an image. */
final class OriginSearch {

    OriginSearch(
            ImageSource source, Limits limits, SinkAbilities abilities, CopyRequest request, List<Finding> findings) {}

    Optional<ConversionPlan> find(DescriptorGraph graph) throws IOException {
        return Optional.empty();
    }
}
