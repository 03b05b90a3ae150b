// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import java.util.ArrayList;
import java.util.List;

/** The catalogue of hostile archives. */
public final class HostileArchives {
    private HostileArchives() {}

    /** All of them, names distinct, always in the same order. */
    public static List<HostileArchive> all() {
        List<HostileArchive> all = new ArrayList<>();
        ArchiveNames.addTo(all);
        ArchiveLinks.addTo(all);
        ArchiveEntries.addTo(all);
        SavedManifests.addTo(all);
        LayoutTricks.addTo(all);
        TarFraming.addTo(all);
        ArchiveWrappings.addTo(all);
        return List.copyOf(all);
    }
}
