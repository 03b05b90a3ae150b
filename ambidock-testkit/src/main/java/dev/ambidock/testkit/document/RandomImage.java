// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.document;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A root document with those beneath it.
 *
 * @param seed what makes the same image again
 * @param root the manifest or index
 * @param children manifests and configs by digest; a config may be missing
 */
public record RandomImage(long seed, Bytes root, Map<Digest, Bytes> children) {

    /** Copies the map. */
    public RandomImage {
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** The content that a descriptor names, if it is in here. */
    public Optional<Bytes> child(Descriptor descriptor) {
        return Optional.ofNullable(children.get(descriptor.digest()));
    }

    /** For failure messages: the seed and the root's text. */
    @Override
    public String toString() {
        return "seed " + seed + ": " + root.utf8();
    }
}
