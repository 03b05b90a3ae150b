// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.model.Finding;
import java.util.List;

/** The answer to reading a text: a document, or the reason why there is none. Switch on {@link #kind}. */
public sealed interface Reading {

    /** The cases. */
    enum Kind {
        PARSED,
        REJECTED
    }

    /** Which case this is. */
    Kind kind();

    /** What was found on the way; of a rejection, why. */
    List<Finding> findings();

    /** The document; of a rejection, throws {@link RejectedDocumentException}. */
    Document orThrow();

    /**
     * The text is a document.
     *
     * @param document what was read
     * @param findings oddities that do not stand in the way
     */
    record Parsed(Document document, List<Finding> findings) implements Reading {
        @Override
        public Kind kind() {
            return Kind.PARSED;
        }

        @Override
        public Document orThrow() {
            return document;
        }
    }

    /**
     * The text is refused.
     *
     * @param findings at least one of severity error
     */
    record Rejected(List<Finding> findings) implements Reading {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }

        @Override
        public Document orThrow() {
            throw new RejectedDocumentException(findings);
        }
    }
}
