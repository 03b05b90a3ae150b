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
import dev.ambidock.transport.RootEntries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts entries into a layout's index. An entry whose name a new one takes over goes away, and so does an unnamed entry of
 * the same digest; every other entry keeps its place and its bytes.
 */
final class IndexMerge {
    private IndexMerge() {}

    static Bytes merge(IndexDocument index, List<Descriptor> added) {
        List<Descriptor> kept = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (Edge entry : index.edges()) {
            if (added.stream().noneMatch(one -> replaces(one, entry.descriptor()))) {
                kept.add(entry.descriptor());
                entries.add(entry.json().raw());
            }
        }
        for (Descriptor one : added) {
            if (isNamed(one) || kept.stream().noneMatch(k -> k.digest().equals(one.digest()))) {
                entries.add(spelled(one));
            }
        }
        JsonValue manifests = index.root().member("manifests").orElseThrow();
        JsonSplice splice = new JsonSplice(index.text().tree());
        splice.replaceRaw(manifests, "[" + String.join(",", entries) + "]");
        return Bytes.wrap(splice.apply());
    }

    private static boolean isNamed(Descriptor entry) {
        return !NameAnnotations.of(entry).isEmpty();
    }

    private static boolean replaces(Descriptor added, Descriptor entry) {
        if (!isNamed(entry)) {
            return added.digest().equals(entry.digest());
        }
        return sameName(NameAnnotations.FULL_NAME, added, entry) || sameName(NameAnnotations.REF_NAME, added, entry);
    }

    /** The short name counts only where the full ones do not tell two images apart. */
    private static boolean sameName(String key, Descriptor added, Descriptor entry) {
        String mine = added.annotations().get(key);
        String theirs = entry.annotations().get(key);
        if (mine == null || !mine.equals(theirs)) {
            return false;
        }
        String myFull = added.annotations().get(NameAnnotations.FULL_NAME);
        String theirFull = entry.annotations().get(NameAnnotations.FULL_NAME);
        return myFull == null || theirFull == null || myFull.equals(theirFull);
    }

    private static String spelled(Descriptor entry) {
        GoJsonWriter out = new GoJsonWriter();
        RootEntries.write(entry, out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
