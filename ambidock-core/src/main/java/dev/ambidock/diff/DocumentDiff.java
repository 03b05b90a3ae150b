// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

import dev.ambidock.model.Descriptor;
import java.util.List;

/**
 * Two documents that stand in the same place, field by field.
 *
 * @param first the first one's descriptor; of a child with the platform that its index says
 * @param second the second one's
 * @param identical whether their bytes are equal
 * @param respelled whether they say the same in other white space, member order or escapes
 * @param rows every field in the first document's order, additions behind; empty if identical
 */
public record DocumentDiff(
        Descriptor first, Descriptor second, boolean identical, boolean respelled, List<DiffRow> rows) {

    /** Copies the list. */
    public DocumentDiff {
        rows = List.copyOf(rows);
    }

    /** How many rows have this relation. */
    public long count(Relation relation) {
        return rows.stream().filter(r -> r.relation() == relation).count();
    }
}
