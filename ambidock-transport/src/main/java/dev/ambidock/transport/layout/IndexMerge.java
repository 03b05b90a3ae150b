// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonSplice;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.NameAnnotations;
import dev.ambidock.transport.NamedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts roots into a layout's index. An entry whose name a new root takes over goes away, and so does an unnamed entry of
 * the same digest; every other entry keeps its place and its bytes.
 */
final class IndexMerge {
    private IndexMerge() {}

    static Bytes merge(IndexDocument index, List<NamedImage> roots) {
        List<String> entries = new ArrayList<>();
        for (Edge entry : index.edges()) {
            if (roots.stream().noneMatch(root -> replaces(root, entry.descriptor()))) {
                entries.add(entry.json().raw());
            }
        }
        roots.forEach(root -> entries.add(entry(root)));
        JsonValue manifests = index.root().member("manifests").orElseThrow();
        JsonSplice splice = new JsonSplice(index.text().tree());
        splice.replaceRaw(manifests, "[" + String.join(",", entries) + "]");
        return Bytes.wrap(splice.apply());
    }

    private static boolean replaces(NamedImage root, Descriptor entry) {
        List<String> names = NameAnnotations.of(entry);
        if (names.isEmpty()) {
            return root.root().digest().equals(entry.digest());
        }
        Map<String, String> wanted = root.root().annotations();
        return sameName(NameAnnotations.FULL_NAME, wanted, entry) || sameName(NameAnnotations.REF_NAME, wanted, entry);
    }

    /** The short name counts only where the full ones do not tell two images apart. */
    private static boolean sameName(String key, Map<String, String> wanted, Descriptor entry) {
        String mine = wanted.get(key);
        String theirs = entry.annotations().get(key);
        if (mine == null || !mine.equals(theirs)) {
            return false;
        }
        String myFull = wanted.get(NameAnnotations.FULL_NAME);
        String theirFull = entry.annotations().get(NameAnnotations.FULL_NAME);
        return myFull == null || theirFull == null || myFull.equals(theirFull);
    }

    private static String entry(NamedImage image) {
        Descriptor root = image.root();
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("mediaType");
        out.text(root.mediaType().text());
        out.name("digest");
        out.text(root.digest().toString());
        out.name("size");
        out.integer(root.size());
        if (!root.annotations().isEmpty()) {
            out.name("annotations");
            out.beginObject();
            new TreeMap<>(root.annotations()).forEach((key, value) -> {
                out.name(key);
                out.text(value);
            });
            out.endObject();
        }
        out.endObject();
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
