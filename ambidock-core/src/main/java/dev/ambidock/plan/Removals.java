// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Entries that are taken out of a graph's indexes, and what follows: what is about something that is gone goes, too, and
 * so does an index that loses its last entry. Without recursion, in time linear in the entries.
 */
final class Removals {
    private final Digest root;
    private final Map<Digest, Document> indexes = new LinkedHashMap<>();
    private final Map<Place, String> removed = new HashMap<>();
    private final Deque<Place> queue = new ArrayDeque<>();
    private final Map<Digest, List<Place>> naming = new HashMap<>();
    private final Map<Digest, List<Place>> followers = new HashMap<>();
    private final Map<Digest, Integer> entriesLeft = new HashMap<>();
    private final Map<Digest, Integer> namesLeft = new HashMap<>();
    private final Set<Digest> gone = new HashSet<>();

    /** An entry, by the index that holds it and its pointer there. */
    private record Place(Digest index, String pointer, Digest child) {}

    /** Nothing is removed yet. */
    Removals(DescriptorGraph graph) {
        this.root = graph.root().digest();
        for (Document document : graph.documents()) {
            if (document.kind() == DocumentKind.INDEX) {
                indexes.put(document.digest(), document);
                entriesLeft.put(document.digest(), document.edges().size());
                for (Edge edge : document.edges()) {
                    Place place = place(document, edge);
                    naming.computeIfAbsent(place.child(), d -> new ArrayList<>(1))
                            .add(place);
                    namesLeft.merge(place.child(), 1, Integer::sum);
                }
            }
        }
    }

    private static Place place(Document index, Edge edge) {
        return new Place(index.digest(), edge.pointer(), edge.descriptor().digest());
    }

    /** All indexes, the root first. */
    Collection<Document> indexes() {
        return indexes.values();
    }

    /** Takes an entry out. */
    void remove(Document index, Edge entry, String why) {
        remove(place(index, entry), why);
    }

    private void remove(Place place, String why) {
        if (removed.putIfAbsent(place, why) == null) {
            queue.add(place);
        }
    }

    /** Says that an entry goes as soon as this is gone. */
    void goesWith(Document index, Edge entry, Digest other) {
        followers.computeIfAbsent(other, d -> new ArrayList<>(1)).add(place(index, entry));
    }

    /** Draws the consequences of all removals. */
    void settle() {
        while (!queue.isEmpty()) {
            Place place = queue.remove();
            if (entriesLeft.merge(place.index(), -1, Integer::sum) == 0
                    && !place.index().equals(root)) {
                naming.getOrDefault(place.index(), List.of())
                        .forEach(p -> remove(p, "the nested index is left out, since it holds nothing that is wanted"));
            }
            if (namesLeft.merge(place.child(), -1, Integer::sum) == 0) {
                gone.add(place.child());
                followers
                        .getOrDefault(place.child(), List.of())
                        .forEach(p -> remove(p, "this goes with what it is about, which is left out"));
            }
        }
    }

    /** Why an entry goes; empty if it stays. */
    Optional<String> why(Document index, Edge entry) {
        return Optional.ofNullable(removed.get(place(index, entry)));
    }

    /** Whether every entry that named this was taken out. */
    boolean isGone(Digest digest) {
        return gone.contains(digest);
    }
}
