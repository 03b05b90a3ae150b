// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which entry of one index stands for which entry of the other. */
final class EntryPairs {
    private final int[] partners;

    private EntryPairs(int[] partners) {
        this.partners = partners;
    }

    /**
     * Pairs entries of equal key, the first with the first: by digest, then by image ID, then by platform. What is left
     * is paired by place if both sides are equally long.
     */
    static EntryPairs of(Document first, DescriptorGraph firstGraph, Document second, DescriptorGraph secondGraph) {
        List<Edge> one = first.kind() == DocumentKind.INDEX ? first.edges() : List.of();
        List<Edge> two = second.kind() == DocumentKind.INDEX ? second.edges() : List.of();
        int[] partners = new int[one.size()];
        Arrays.fill(partners, -1);
        boolean[] used = new boolean[two.size()];
        pair(keys(one, e -> e.digest().toString()), keys(two, e -> e.digest().toString()), partners, used);
        pair(keys(one, e -> imageId(e, firstGraph)), keys(two, e -> imageId(e, secondGraph)), partners, used);
        pair(keys(one, EntryPairs::platform), keys(two, EntryPairs::platform), partners, used);
        for (int i = 0; i < partners.length && one.size() == two.size(); i++) {
            if (partners[i] < 0 && !used[i]) {
                partners[i] = i;
                used[i] = true;
            }
        }
        return new EntryPairs(partners);
    }

    /** Index of the second side's entry, or -1. */
    int partner(int entry) {
        return entry < partners.length ? partners[entry] : -1;
    }

    private interface Key {
        String of(Descriptor descriptor);
    }

    private static List<String> keys(List<Edge> edges, Key key) {
        return edges.stream().map(e -> key.of(e.descriptor())).toList();
    }

    private static void pair(List<String> one, List<String> two, int[] partners, boolean[] used) {
        Map<String, List<Integer>> open = new HashMap<>();
        for (int j = 0; j < two.size(); j++) {
            if (!used[j] && !two.get(j).isEmpty()) {
                open.computeIfAbsent(two.get(j), k -> new ArrayList<>()).add(j);
            }
        }
        for (int i = 0; i < one.size(); i++) {
            List<Integer> places = open.getOrDefault(one.get(i), List.of());
            if (partners[i] < 0 && !places.isEmpty()) {
                partners[i] = places.remove(0);
                used[partners[i]] = true;
            }
        }
    }

    private static String platform(Descriptor descriptor) {
        return descriptor
                .platform()
                .map(p -> p + " " + p.osVersion().orElse(""))
                .orElse("");
    }

    private static String imageId(Descriptor descriptor, DescriptorGraph graph) {
        Optional<Digest> id = graph.document(descriptor.digest())
                .filter(d -> d.kind() == DocumentKind.MANIFEST)
                .map(d -> ((ManifestDocument) d).config().descriptor().digest());
        return id.map(Digest::toString).orElse("");
    }
}
