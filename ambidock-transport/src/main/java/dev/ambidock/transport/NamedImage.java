// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Descriptor;
import java.util.List;

/**
 * A root that a source holds.
 *
 * @param names all names under which it can be asked for, the fullest first; empty if it has none
 * @param root its descriptor, with its annotations in the source
 */
public record NamedImage(List<String> names, Descriptor root) {

    /** Copies the list. */
    public NamedImage {
        names = List.copyOf(names);
    }
}
