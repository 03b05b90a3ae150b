// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An image's configuration. Read leniently: its bytes are kept whatever they hold, so only what is looked at has to
 * make sense.
 *
 * @ambidock.rule image-spec, config.md; moby, docker-image-spec v1
 */
public record ConfigDocument(DocumentText text) implements Document {

    @Override
    public DocumentKind kind() {
        return DocumentKind.CONFIG;
    }

    @Override
    public List<Edge> edges() {
        return List.of();
    }

    @Override
    public Optional<Edge> subject() {
        return Optional.empty();
    }

    /** What the image runs on; empty text where the config does not say. */
    public Platform platform() {
        List<String> features = new ArrayList<>();
        root().member("os.features")
                .ifPresent(list -> list.children().stream()
                        .filter(f -> f.is(JsonKind.STRING))
                        .forEach(f -> features.add(f.text())));
        return new Platform(
                root().text("os").orElse(""),
                root().text("architecture").orElse(""),
                root().text("variant").filter(v -> !v.isEmpty()),
                root().text("os.version").filter(v -> !v.isEmpty()),
                features);
    }

    /** How many diff IDs there are; empty if the config has no list of them. */
    public OptionalInt diffIdCount() {
        Optional<JsonValue> list =
                root().member("rootfs").flatMap(r -> r.member("diff_ids")).filter(l -> l.is(JsonKind.ARRAY));
        return list.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(list.get().children().size());
    }

    /** The {@code rootfs.type}, if it is stated. */
    public Optional<String> rootfsType() {
        return root().member("rootfs").flatMap(r -> r.text("type"));
    }

    /** How many history entries made a layer; empty if there is no history. */
    public OptionalInt layersInHistory() {
        Optional<JsonValue> history = root().member("history").filter(l -> l.is(JsonKind.ARRAY));
        if (history.isEmpty() || history.get().children().isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) history.get().children().stream()
                .filter(h ->
                        h.member("empty_layer").filter(e -> e.is(JsonKind.TRUE)).isEmpty())
                .count());
    }
}
