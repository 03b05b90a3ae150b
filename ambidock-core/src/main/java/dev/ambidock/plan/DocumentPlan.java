// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Change;
import dev.ambidock.document.Document;
import java.util.List;

/**
 * What happens to one document.
 *
 * @param source the document
 * @param outcome what it becomes; equal bytes if nothing changes
 * @param changes each edit, in the order of making; empty if nothing changes
 */
public record DocumentPlan(Document source, Outcome outcome, List<Change> changes) {

    /** Copies the list. */
    public DocumentPlan {
        changes = List.copyOf(changes);
    }

    /** Whether the document's bytes change. */
    public boolean isChanged() {
        return !changes.isEmpty();
    }
}
