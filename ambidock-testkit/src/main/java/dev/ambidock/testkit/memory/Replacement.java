// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import dev.ambidock.transport.NamedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a new root leaves of an old one: a name leads to one image only. */
final class Replacement {
    private Replacement() {}

    static Optional<NamedImage> of(NamedImage old, NamedImage image) {
        if (old.names().isEmpty()) {
            boolean same = old.root().digest().equals(image.root().digest());
            return same ? Optional.empty() : Optional.of(old);
        }
        List<String> names = new ArrayList<>(old.names());
        names.removeAll(image.names());
        return names.isEmpty() ? Optional.empty() : Optional.of(new NamedImage(names, old.root()));
    }
}
