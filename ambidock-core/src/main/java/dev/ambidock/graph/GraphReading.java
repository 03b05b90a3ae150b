// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.graph;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Finding;
import java.util.List;

/** The answer to reading a graph: the graph, or the reason why there is none. Switch on {@link #kind}. */
public sealed interface GraphReading {

    /** The cases. */
    enum Kind {
        COMPLETE,
        REJECTED
    }

    /** Which case this is. */
    Kind kind();

    /** Of a rejection, why; else the graph's own. */
    List<Finding> findings();

    /** The graph; of a rejection, throws {@link RejectedDocumentException}. */
    DescriptorGraph orThrow();

    /**
     * Every document that was supplied fits.
     *
     * @param graph possibly sparse: children that were missing are not in it
     */
    record Complete(DescriptorGraph graph) implements GraphReading {
        @Override
        public Kind kind() {
            return Kind.COMPLETE;
        }

        @Override
        public List<Finding> findings() {
            return graph.findings();
        }

        @Override
        public DescriptorGraph orThrow() {
            return graph;
        }
    }

    /**
     * A document is malformed, or not what its parent says, or a limit is passed.
     *
     * @param findings at least one of severity error
     */
    record Rejected(List<Finding> findings) implements GraphReading {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }

        @Override
        public DescriptorGraph orThrow() {
            throw new RejectedDocumentException(findings);
        }
    }
}
