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
import java.util.Optional;

/**
 * Puts entries into a layout's index. An entry whose name a new one takes over goes away, and so does an unnamed entry of
 * the same digest; every other entry keeps its place and its bytes.
 */
final class IndexMerge {
    private IndexMerge() {}

    /**
     * The index with the entries in it.
     *
     * @param givenName the name in the locator, which also takes the place of longer names that end in it as their tag
     */
    static Bytes merge(IndexDocument index, List<Descriptor> added, Optional<String> givenName) {
        List<Descriptor> kept = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (Edge entry : index.edges()) {
            if (added.stream().noneMatch(one -> replaces(one, entry.descriptor(), givenName))) {
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

    private static boolean replaces(Descriptor added, Descriptor entry, Optional<String> givenName) {
        if (!isNamed(entry)) {
            return added.digest().equals(entry.digest());
        }
        Optional<String> full = annotation(added, NameAnnotations.FULL_NAME);
        Optional<String> ref = annotation(added, NameAnnotations.REF_NAME);
        Optional<String> theirFull = annotation(entry, NameAnnotations.FULL_NAME);
        boolean sameRef = ref.isPresent() && ref.equals(annotation(entry, NameAnnotations.REF_NAME));
        if (full.isPresent() && theirFull.isPresent()) {
            return full.equals(theirFull);
        }
        // A tag alone may be that of another repository: only who asks for it by itself takes it over.
        return sameRef && (full.equals(theirFull) || ref.equals(givenName));
    }

    private static Optional<String> annotation(Descriptor entry, String key) {
        return Optional.ofNullable(entry.annotations().get(key)).filter(v -> !v.isEmpty());
    }

    private static String spelled(Descriptor entry) {
        GoJsonWriter out = new GoJsonWriter();
        RootEntries.write(entry, out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
