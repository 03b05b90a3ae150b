// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.DocumentKind;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
import java.util.List;
import java.util.Optional;

/**
 * One document of an image.
 *
 * @param depth 0 for the root
 * @param descriptor media type, digest and size
 * @param family the world of the media type
 * @param kind what kind of document it is; empty if it is missing or is no document
 * @param platform as the parent's entry says, else as the config says
 * @param nature what it is for people: "image", "index of 2", "artifact (its artifactType is ...)"
 * @param mediaTypeStated whether the document states its own type; true if it is missing
 * @param layers of a manifest, base layer first, with their families and sizes
 * @param config of an image whose config is at hand, or of a config
 */
public record InspectedNode(
        int depth,
        Descriptor descriptor,
        Family family,
        Optional<DocumentKind> kind,
        Optional<Platform> platform,
        String nature,
        boolean mediaTypeStated,
        List<Descriptor> layers,
        Optional<ConfigSummary> config,
        Optional<Digest> imageId) {

    /** Copies the list. */
    public InspectedNode {
        layers = List.copyOf(layers);
    }

    /** Sum of the layers' sizes in bytes, as they are stored. */
    public long layerBytes() {
        return layers.stream().mapToLong(Descriptor::size).sum();
    }
}
