// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.listing;

import dev.ambidock.copy.Copier;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.inspect.InspectedNode;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Platform;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One image of a place.
 *
 * @param names all that it has
 * @param root what the place says of it
 * @param family of the root
 * @param platforms of all images beneath the root, in its order, each once
 * @param layerBytes sum of the sizes of all layers as they are stored, each once
 * @param problem why the image could not be read; empty if it could
 */
record ListedImage(
        List<String> names, Descriptor root, Family family, List<String> platforms, long layerBytes, String problem) {

    /** Reads the image's documents; one that cannot be read is listed all the same. */
    static ListedImage read(ImageSource source, NamedImage image, Copier copier, Limits limits) throws IOException {
        try {
            return of(image, copier.read(source, image), limits);
        } catch (ContentException e) {
            String problem = e.object() + ": " + e.problem();
            return new ListedImage(image.names(), image.root(), Family.OTHER, List.of(), 0, problem);
        }
    }

    private static ListedImage of(NamedImage image, DescriptorGraph graph, Limits limits) {
        Set<String> platforms = new LinkedHashSet<>();
        Map<Digest, Long> layers = new LinkedHashMap<>();
        for (InspectedNode node : Inspector.inspect(graph, limits.nodes()).nodes()) {
            if (!node.layers().isEmpty()) {
                node.platform()
                        .filter(p -> p.isNamed() && !p.isUnknown())
                        .map(Platform::toString)
                        .ifPresent(platforms::add);
            }
            node.layers().forEach(layer -> layers.put(layer.digest(), layer.size()));
        }
        long bytes = layers.values().stream().mapToLong(Long::longValue).sum();
        return new ListedImage(image.names(), image.root(), graph.root().family(), List.copyOf(platforms), bytes, "");
    }
}
