// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import java.nio.file.Path;

/** Makes the inputs that {@code peers/rows} names, always the same bytes: {@code PeerInputs FOLDER}. */
public final class PeerInputs {
    private PeerInputs() {}

    /** Writes all inputs below the folder. */
    public static void main(String[] args) {
        Shelf shelf = new Shelf(Path.of(args[0]));
        LayerInputs.addTo(shelf);
        MetadataInputs.addTo(shelf);
        ListInputs.addTo(shelf);
        ArchiveInputs.addTo(shelf);
        SchemaOneInputs.addTo(shelf);
    }
}
