// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code repositories}: for each repository, for each tag the v1 ID of an image. */
final class LegacyNames {
    static final String FILE = "repositories";

    private LegacyNames() {}

    /** The names of each v1 ID, in the order of the file; none if there is no file. */
    static Map<String, List<String>> read(TarArchive tar, BlobPlaces places, Limits limits) throws IOException {
        Map<String, List<String>> names = new LinkedHashMap<>();
        if (tar.find(FILE).isEmpty()) {
            return names;
        }
        JsonLimits bounds =
                new JsonLimits(limits.documentBytes(), limits.jsonDepth(), limits.jsonValues(), limits.jsonNames());
        JsonValue root;
        try {
            root = JsonTree.parse(places.read(FILE, limits.documentBytes()).toArray(), bounds)
                    .root();
        } catch (MalformedJsonException e) {
            throw malformed(tar, e.getMessage() + ", at byte " + e.offset());
        }
        require(root, JsonKind.OBJECT, tar);
        for (JsonValue repository : root.children()) {
            require(repository, JsonKind.OBJECT, tar);
            for (JsonValue tag : repository.children()) {
                require(tag, JsonKind.STRING, tar);
                // Some tools write an empty tag where none was given.
                String name = repository.key() + ":" + (tag.key().isEmpty() ? "latest" : tag.key());
                names.computeIfAbsent(tag.text(), id -> new ArrayList<>()).add(name);
            }
        }
        return names;
    }

    private static void require(JsonValue value, JsonKind kind, TarArchive tar) throws ContentException {
        if (!value.is(kind)) {
            throw malformed(tar, "it does not say an ID for each tag of each repository");
        }
    }

    private static ContentException malformed(TarArchive tar, String text) {
        return ContentException.of(FailureKind.MALFORMED, tar.name() + " " + FILE, text);
    }
}
