// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import dev.ambidock.model.Role;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a client can read. */
public final class Accept {
    private static final String MANIFESTS = types();

    private Accept() {}

    /** Every type of manifest and index of both worlds, in one value: proxies merge several lines badly. */
    public static String manifests() {
        return MANIFESTS;
    }

    private static String types() {
        Set<String> types = new LinkedHashSet<>();
        types.add(MediaTypes.OCI_INDEX.text());
        types.add(MediaTypes.OCI_MANIFEST.text());
        types.add(MediaTypes.DOCKER_LIST.text());
        types.add(MediaTypes.DOCKER_MANIFEST.text());
        for (FormatRow row : FormatTable.all()) {
            if (row.role() == Role.MANIFEST || row.role() == Role.INDEX) {
                types.add(row.mediaType().text());
            }
        }
        return String.join(", ", types) + ", */*;q=0.1";
    }
}
