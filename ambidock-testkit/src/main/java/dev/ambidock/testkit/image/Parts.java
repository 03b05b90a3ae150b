// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.testkit.image.WholeImage.Kind;
import dev.ambidock.testkit.image.WholeImage.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects content, each digest once, in the order in which it came first. */
final class Parts {
    private final Map<Digest, Part> parts = new LinkedHashMap<>();

    Parts add(Descriptor descriptor, Bytes content, Kind kind) {
        parts.putIfAbsent(descriptor.digest(), new Part(descriptor, content, kind));
        return this;
    }

    Parts addAll(WholeImage image) {
        image.parts().forEach(part -> parts.putIfAbsent(part.descriptor().digest(), part));
        return this;
    }

    WholeImage under(Descriptor root, Bytes document, List<String> names) {
        add(root, document, Kind.DOCUMENT);
        return new WholeImage(names, root, List.copyOf(parts.values()));
    }
}
