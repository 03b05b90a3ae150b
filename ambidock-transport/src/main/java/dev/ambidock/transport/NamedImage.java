// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A root that a source holds or a sink is to hold.
 *
 * @param names all names under which it can be asked for, the fullest first; empty if it has none
 * @param root its descriptor, with its annotations in the source
 */
public record NamedImage(List<String> names, Descriptor root) {

    /** Copies the list. */
    public NamedImage {
        names = List.copyOf(names);
    }

    /**
     * Whether this is something attached to an image, such as an origin record or a signature: it has no name, and says
     * what kind of artifact it is.
     */
    public boolean isAttachment() {
        return names.isEmpty() && root.artifactType().isPresent();
    }

    /**
     * The same roots, each digest once, in the order in which it came first, with the names of all its entries. The
     * descriptor is that of the first entry.
     */
    public static List<NamedImage> merge(List<NamedImage> entries) {
        Map<Digest, NamedImage> merged = new LinkedHashMap<>();
        for (NamedImage entry : entries) {
            merged.merge(entry.root().digest(), entry, NamedImage::withNamesOf);
        }
        return new ArrayList<>(merged.values());
    }

    private NamedImage withNamesOf(NamedImage other) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        // What an unnamed entry says of its artifact would make a named image of the same digest look the same.
        return new NamedImage(new ArrayList<>(all), names.isEmpty() ? other.root : root);
    }
}
