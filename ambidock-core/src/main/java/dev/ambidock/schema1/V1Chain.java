// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The entries of one image, checked to be a chain of parents. Immutable.
 *
 * @ambidock.rule moby v20.10, distribution/pull_v2.go, fixManifestLayers and pullSchema1
 */
public final class V1Chain {
    /** Docker 1.8.3 was the first to be trusted with the exact text. */
    private static final String FIRST_EXACT = "1.8.3";

    private final List<Link> links;

    /** An entry that stays, and where it stands in the list given. */
    private record Link(int place, V1Entry entry, boolean layer) {}

    private V1Chain(List<Link> links) {
        this.links = List.copyOf(links);
    }

    /**
     * Checks a chain.
     *
     * @param topFirst the image's own entry first, its base last. Of neighbours with one ID, which some old tools wrote, all
     *     but the one nearest to the base are passed over
     * @throws RejectedDocumentException if it is empty, if the base has a parent, if an ID comes twice not next to itself, or
     *     if an entry names another parent than the one beneath it
     */
    public static V1Chain of(List<V1Entry> topFirst) {
        if (topFirst.isEmpty()) {
            throw new RejectedDocumentException(List.of(
                    Finding.of(FindingCode.MISSING_MEMBER, "an image needs a layer's JSON, and there is none")));
        }
        List<Link> links = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < topFirst.size(); i++) {
            V1Entry entry = topFirst.get(i);
            Optional<V1Entry> beneath = i + 1 < topFirst.size() ? Optional.of(topFirst.get(i + 1)) : Optional.empty();
            if (beneath.filter(b -> b.id().equals(entry.id())).isPresent()) {
                continue;
            }
            if (!seen.add(entry.id())) {
                throw refused(entry, "/id", "the ID " + entry.id() + " comes twice in one image");
            }
            checkParent(entry, beneath);
            links.add(new Link(i, entry, !entry.throwaway()));
        }
        return new V1Chain(links);
    }

    private static void checkParent(V1Entry entry, Optional<V1Entry> beneath) {
        if (entry.parent().equals(beneath.map(V1Entry::id))) {
            return;
        }
        String named = entry.parent().map(p -> "the parent is " + p).orElse("no parent is named");
        throw refused(
                entry,
                "/parent",
                beneath.isPresent()
                        ? named + ", but " + beneath.get().id() + " is beneath it"
                        : named
                                + ", but nothing is beneath it; images on a Windows base, which stands elsewhere, are not"
                                + " read");
    }

    private static RejectedDocumentException refused(V1Entry entry, String pointer, String problem) {
        return V1Entry.rejected(FindingCode.INVALID_MEMBER, entry.text().digest, pointer, problem);
    }

    /**
     * The same chain with another word on which entries bring a layer: archives have one for each, whatever {@code throwaway}
     * says.
     *
     * @param layer told a place in the list given
     */
    public V1Chain withLayers(IntPredicate layer) {
        return new V1Chain(links.stream()
                .map(l -> new Link(l.place(), l.entry(), layer.test(l.place())))
                .toList());
    }

    /** Places, in the list given, of the entries that bring a layer; <b>base first</b>. */
    public List<Integer> layers() {
        List<Integer> places = new ArrayList<>();
        for (Link link : baseFirst()) {
            if (link.layer()) {
                places.add(link.place());
            }
        }
        return places;
    }

    private List<Link> baseFirst() {
        List<Link> reversed = new ArrayList<>(links);
        Collections.reverse(reversed);
        return reversed;
    }

    /**
     * The config that Docker makes of the chain, to the byte. Where the image's own entry names no operating system, Docker's
     * lacks it, and here {@code linux} is added, since there was no other; so with the architecture, if one is given.
     *
     * @param diffIds of the uncompressed layers, in the order of {@link #layers}
     * @param architecture what the manifest around the chain says
     * @throws RejectedDocumentException if the image's own entry is of the time before Docker 1.8.3 and cannot be read as
     *     Docker reads it
     * @throws IllegalArgumentException if there are not as many diff IDs as layers
     */
    public V1Config config(List<Digest> diffIds, Optional<String> architecture) {
        if (diffIds.size() != layers().size()) {
            throw new IllegalArgumentException(diffIds.size() + " diff IDs for " + layers().size() + " layers");
        }
        V1Entry own = links.get(0).entry();
        boolean exact = !DockerVersion.isOlder(own.object().text("docker_version"), FIRST_EXACT);
        ConfigDraft draft = exact ? ConfigDraft.exact(own) : ConfigDraft.typed(own);
        draft.put("rootfs", GoText.of(out -> {
            out.beginObject();
            out.name("type");
            out.text("layers");
            if (!diffIds.isEmpty()) {
                out.name("diff_ids");
                out.beginArray();
                diffIds.forEach(d -> out.text(d.toString()));
                out.endArray();
            }
            out.endObject();
        }));
        draft.put("history", GoText.of(out -> {
            out.beginArray();
            baseFirst().forEach(l -> l.entry().history().write(out, !l.layer()));
            out.endArray();
        }));
        draft.fill("os", Optional.of("linux"));
        draft.fill("architecture", architecture);
        return draft.config();
    }
}
