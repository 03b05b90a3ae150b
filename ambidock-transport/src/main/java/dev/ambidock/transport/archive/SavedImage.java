// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One element of the {@code manifest.json} of a {@code docker save} archive.
 *
 * @param config path of the config in the archive
 * @param repoTags full names with tags; a name without a tag stands as found
 * @param layers paths of the layers, base layer first
 * @ambidock.rule moby, image/tarexport
 */
record SavedImage(String config, List<String> repoTags, List<String> layers) {
    private static final List<String> MEMBERS = List.of("Config", "RepoTags", "Layers");

    SavedImage {
        repoTags = List.copyOf(repoTags);
        layers = List.copyOf(layers);
    }

    /** Reads {@code manifest.json}. */
    static List<SavedImage> read(Bytes content, String archive, Limits limits) throws ContentException {
        JsonTree tree;
        try {
            tree = JsonTree.parse(
                    content.toArray(),
                    new JsonLimits(
                            limits.documentBytes(), limits.jsonDepth(), limits.jsonValues(), limits.jsonNames()));
        } catch (MalformedJsonException e) {
            throw malformed(archive, e.getMessage() + ", at byte " + e.offset());
        }
        if (!tree.root().is(JsonKind.ARRAY) || tree.root().children().isEmpty()) {
            throw malformed(archive, "it is no list of images");
        }
        List<SavedImage> images = new ArrayList<>();
        for (JsonValue image : tree.root().children()) {
            refuseTwins(image, archive);
            Optional<String> config = image.text("Config").filter(c -> !c.isEmpty());
            if (config.isEmpty()) {
                throw malformed(archive, "an image has no \"Config\"");
            }
            images.add(
                    new SavedImage(config.get(), texts(image, "RepoTags", archive), texts(image, "Layers", archive)));
        }
        return images;
    }

    /** Docker's reader takes a member in another case for the same, and lets the last one win. */
    private static void refuseTwins(JsonValue image, String archive) throws ContentException {
        for (JsonValue member : image.is(JsonKind.OBJECT) ? image.children() : List.<JsonValue>of()) {
            for (String name : MEMBERS) {
                if (member.key().equalsIgnoreCase(name) && !member.key().equals(name)) {
                    throw malformed(archive, "a member looks like \"" + name + "\" and is spelled in another case");
                }
            }
        }
    }

    private static List<String> texts(JsonValue image, String name, String archive) throws ContentException {
        List<String> texts = new ArrayList<>();
        Optional<JsonValue> list = image.member(name).filter(v -> !v.is(JsonKind.NULL));
        if (list.isEmpty()) {
            return texts;
        }
        boolean strings =
                list.get().is(JsonKind.ARRAY) && list.get().children().stream().allMatch(v -> v.is(JsonKind.STRING));
        if (!strings) {
            throw malformed(archive, "\"" + name + "\" is no list of strings");
        }
        list.get().children().forEach(v -> texts.add(v.text()));
        return texts;
    }

    private static ContentException malformed(String archive, String text) {
        return ContentException.of(FailureKind.MALFORMED, archive + " manifest.json", text);
    }
}
