// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.model.Finding;
import java.util.List;

/**
 * What a document is, with all that is at hand beneath it.
 *
 * @param nodes the root first, then depth first in source order; a document that is named twice stands twice
 * @param findings what is odd about it, as a linter says it: in the order of the documents, each place by its pointer
 */
public record Inspection(List<InspectedNode> nodes, List<Finding> findings) {

    /** Copies the lists. */
    public Inspection {
        nodes = List.copyOf(nodes);
        findings = List.copyOf(findings);
    }

    /** The document that was asked about. */
    public InspectedNode root() {
        return nodes.get(0);
    }
}
