// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.transport.NamedImage;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A root of the layout in an archive, and what is beneath it.
 *
 * @param image the root and its names
 * @param byConfig the manifests beneath it, or itself, by the digest of their config
 * @param sparse whether something that belongs to it is not in the archive
 */
record LayoutRoot(NamedImage image, Map<Digest, Descriptor> byConfig, boolean sparse) {

    /** Whether an image of this config is beneath; the config's digests are all by other algorithms. */
    boolean holds(Collection<Digest> config) {
        return config.stream().anyMatch(byConfig::containsKey);
    }

    /** Whether one of the names means the same as one of this root's. */
    boolean isCalled(Collection<String> names) {
        return names.stream()
                .map(ImageName::find)
                .flatMap(Optional::stream)
                .anyMatch(name -> image.names().stream()
                        .anyMatch(
                                own -> ImageName.find(own).filter(name::equals).isPresent()));
    }

    /** The image of a config that this root holds: the root itself, unless that is sparse. */
    Descriptor imageOf(Collection<Digest> config) {
        return config.stream()
                .filter(c -> sparse && byConfig.containsKey(c))
                .map(byConfig::get)
                .findFirst()
                .orElse(image.root());
    }
}
