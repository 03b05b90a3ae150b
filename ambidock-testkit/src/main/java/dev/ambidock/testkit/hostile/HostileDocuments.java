// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import java.util.ArrayList;
import java.util.List;

/** The catalogue of hostile documents. */
public final class HostileDocuments {
    private HostileDocuments() {}

    /** All of them, names distinct, always in the same order. */
    public static List<HostileDocument> all() {
        List<HostileDocument> all = new ArrayList<>();
        Ambiguities.addTo(all);
        TypeConflicts.addTo(all);
        BrokenTexts.addTo(all);
        BrokenMembers.addTo(all);
        MisleadingNames.addTo(all);
        Bombs.addTo(all);
        return List.copyOf(all);
    }
}
