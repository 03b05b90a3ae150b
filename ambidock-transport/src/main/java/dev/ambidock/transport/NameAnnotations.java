// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The annotations by which an index entry names its root.
 *
 * @ambidock.rule image-spec, annotations.md, "org.opencontainers.image.ref.name"; containerd, images/archive
 */
public final class NameAnnotations {
    public static final String REF_NAME = "org.opencontainers.image.ref.name";
    public static final String FULL_NAME = "io.containerd.image.name";

    private NameAnnotations() {}

    /** All names that an index entry gives its root, the full one first. */
    public static List<String> of(Descriptor entry) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, String> annotations = entry.annotations();
        for (String key : new String[] {FULL_NAME, REF_NAME}) {
            String name = annotations.get(key);
            if (name != null && !name.isEmpty()) {
                names.add(name);
            }
        }
        return new ArrayList<>(names);
    }
}
