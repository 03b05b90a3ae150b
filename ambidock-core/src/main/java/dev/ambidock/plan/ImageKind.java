// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a manifest is a container image.
 *
 * @param isImage whether it is
 * @param reason why not, in one clause; empty for an image
 */
public record ImageKind(boolean isImage, String reason) {
    private static final ImageKind IMAGE = new ImageKind(true, "");

    /**
     * Looks at a manifest. An image has an image config, no artifactType that says otherwise, and, to be one in Docker's eyes, layers of known
     * types only.
     *
     * @param graph where a config of a generic type is looked up
     * @param target the family in whose eyes it is judged
     */
    public static ImageKind of(ManifestDocument manifest, DescriptorGraph graph, Family target) {
        MediaType config = manifest.config().descriptor().mediaType();
        if (config.equals(MediaTypes.OCTET_STREAM)) {
            if (!provesImage(manifest, graph)) {
                return no(
                        "its config type application/octet-stream says nothing, and no config is at hand that proves it");
            }
        } else if (FormatTable.role(config) != Role.CONFIG) {
            return no(
                    config.equals(MediaTypes.DOCKER_PLUGIN)
                            ? "it is an engine plugin"
                            : "its config is of the type " + config);
        }
        Optional<MediaType> artifactType = manifest.artifactType().map(MediaType::of);
        if (artifactType.isPresent() && FormatTable.role(artifactType.get()) != Role.CONFIG) {
            return no("its artifactType is " + artifactType.get());
        }
        return target == Family.DOCKER ? byLayers(manifest) : IMAGE;
    }

    private static ImageKind byLayers(ManifestDocument manifest) {
        for (Edge layer : manifest.layers()) {
            MediaType type = layer.descriptor().mediaType();
            if (FormatTable.role(type) != Role.LAYER) {
                return no("the type " + type + " at " + layer.pointer() + " is no layer's");
            }
        }
        return IMAGE;
    }

    private static boolean provesImage(ManifestDocument manifest, DescriptorGraph graph) {
        Optional<ConfigDocument> config =
                graph.config(manifest.config().descriptor().digest());
        OptionalInt diffIds =
                config.isEmpty() ? OptionalInt.empty() : config.get().diffIdCount();
        return diffIds.isPresent() && diffIds.getAsInt() == manifest.layers().size();
    }

    private static ImageKind no(String reason) {
        return new ImageKind(false, reason);
    }
}
