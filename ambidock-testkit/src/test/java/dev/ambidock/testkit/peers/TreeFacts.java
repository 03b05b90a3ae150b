// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.json.JsonValue;
import dev.ambidock.testkit.peers.Doc.Ref;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares an image, or an index with all beneath it, with what a tool made of it. */
final class TreeFacts {
    private static final Set<String> INDEX = Set.of("schemaVersion", "mediaType", "manifests", "subject");
    private static final Set<String> ENTRY = Set.of("mediaType", "digest", "size", "platform", "data", "annotations");
    private static final String REFERENCE = "vnd.docker.reference.digest";

    private final Place source;
    private final Place result;
    private final boolean toDocker;
    private final Facts facts;
    private final ImageFacts images;

    /** A manifest of a tree, with its entry unless it is the root. */
    private record Leaf(Optional<Ref> entry, Doc manifest) {}

    TreeFacts(Place source, Place result, boolean toDocker, boolean configIsMade, Facts facts) {
        this.source = source;
        this.result = result;
        this.toDocker = toDocker;
        this.facts = facts;
        images = new ImageFacts(source, result, configIsMade, facts);
    }

    void compare() throws IOException {
        Doc before = source.root();
        Doc after = result.root();
        if (Arrays.equals(before.bytes(), after.bytes())) {
            facts.fact("root unchanged");
        }
        if (before.isIndex() && after.isIndex()) {
            index(before, after);
        }
        List<Leaf> was = leaves(source, before);
        List<Leaf> is = leaves(result, after);
        references(after, is);
        for (Leaf leaf : was) {
            int at = match(leaf, is);
            if (at < 0) {
                lost(leaf, !after.isIndex());
            } else {
                pair(leaf, is.remove(at));
            }
        }
        if (was.isEmpty() && !before.isIndex()) {
            facts.wrong("nothing to compare");
        }
    }

    private void index(Doc before, Doc after) {
        if (ImageFacts.isDocker(after.type()) != toDocker) {
            facts.wrong("not converted: " + after.type());
        }
        facts.members("", "", before.json(), after.json(), INDEX);
        if (before.json().member("subject").isPresent()
                && after.json().member("subject").isEmpty()) {
            facts.lost("subject", "subject");
        }
        boolean nested = before.children().stream().anyMatch(ref -> ref.type().matches(".*(index|list).*"));
        if (nested && toDocker) {
            facts.fact("inner index flattened");
            after.children().stream()
                    .filter(ref -> ref.type().matches(".*(index|list).*"))
                    .findFirst()
                    .ifPresent(ref -> facts.wrong("a list in a list"));
        } else if (before.children().size() != after.children().size()) {
            facts.fact("entries: " + after.children().size() + " of "
                    + before.children().size());
        }
    }

    /** Each manifest once for each time that an entry names it; in trees that repeat themselves, once. */
    private List<Leaf> leaves(Place place, Doc root) throws IOException {
        List<Leaf> all = new ArrayList<>();
        if (root.isIndex()) {
            collect(place, root, all, new HashSet<>());
        } else {
            all.add(new Leaf(Optional.empty(), root));
        }
        return all;
    }

    private void collect(Place place, Doc index, List<Leaf> all, Set<String> seen) throws IOException {
        for (Ref entry : index.children()) {
            boolean inner = entry.type().matches(".*(index|list).*");
            if (inner && !seen.add(entry.digest())) {
                continue;
            }
            Optional<Doc> doc =
                    entry.type().matches(".*(index|manifest).*") ? place.doc(entry.digest()) : Optional.empty();
            if (doc.isPresent() && doc.get().isIndex()) {
                collect(place, doc.get(), all, seen);
            } else if (doc.isPresent()) {
                all.add(new Leaf(Optional.of(entry), doc.get()));
            }
        }
    }

    /** The first that is of the same content, configs that were written anew told by their layers. */
    private int match(Leaf leaf, List<Leaf> candidates) throws IOException {
        for (int i = 0; i < candidates.size(); i++) {
            Doc manifest = candidates.get(i).manifest();
            if (key(source, leaf.manifest(), false).equals(key(result, manifest, false))) {
                return i;
            }
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (key(source, leaf.manifest(), true)
                    .equals(key(result, candidates.get(i).manifest(), true))) {
                return i;
            }
        }
        return leaf.entry().isEmpty() && candidates.size() == 1 ? 0 : -1;
    }

    private static String key(Place place, Doc manifest, boolean loose) throws IOException {
        String config =
                manifest.json().member("config").map(c -> new Ref(c).digest()).orElse("");
        if (!loose && !config.isEmpty()) {
            return config + manifest.layers().stream().map(Ref::digest).toList();
        }
        Optional<Doc> content = config.isEmpty() ? Optional.empty() : place.doc(config);
        return content.flatMap(c -> c.json().member("rootfs"))
                .flatMap(r -> r.member("diff_ids"))
                .map(ids -> ids.children().stream().map(JsonValue::raw).toList().toString())
                .orElse(manifest.digest());
    }

    private void lost(Leaf leaf, boolean single) {
        boolean attestation = leaf.entry()
                .map(e -> !e.annotation("vnd.docker.reference.type").isEmpty())
                .orElse(false);
        if (attestation) {
            facts.lost("attestation", "attestation");
        } else if (single) {
            facts.lost("platform|images? of", "all platforms but one");
        } else {
            facts.lost("entry|variant|stands in the list|left out|platform", "entry of the index");
        }
    }

    private void pair(Leaf before, Leaf after) throws IOException {
        if (ImageFacts.isImage(before.manifest())) {
            images.image(before.manifest(), after.manifest(), toDocker);
        } else {
            images.artifact(before.manifest(), after.manifest());
        }
        if (before.entry().isPresent() && after.entry().isPresent()) {
            entry(before.entry().get(), after.entry().get(), after.manifest());
        }
    }

    private void entry(Ref was, Ref is, Doc manifest) throws IOException {
        facts.members("", "entry", was.json(), is.json(), ENTRY);
        facts.annotations("entry", was, is, Set.of(REFERENCE));
        Optional<JsonValue> platform = is.json().member("platform").filter(p -> !Doc.isVoid(p));
        Optional<JsonValue> old = was.json().member("platform").filter(p -> !Doc.isVoid(p));
        if (old.isPresent() && platform.isPresent()) {
            facts.members("platform", "entry.platform", old.get(), platform.get(), Set.of());
        } else if (old.isPresent()) {
            facts.lost("platform", "entry.platform");
        } else if (platform.isPresent()) {
            filled(platform.get(), manifest);
        } else if (toDocker && ImageFacts.isImage(manifest)) {
            facts.wrong("a list entry without platform");
        }
    }

    private void filled(JsonValue platform, Doc manifest) throws IOException {
        Optional<Doc> config = result.doc(
                manifest.json().member("config").map(c -> new Ref(c).digest()).orElse("none"));
        if (config.isEmpty()) {
            return;
        }
        for (String name : List.of("os", "architecture", "os.version")) {
            Optional<String> said = platform.text(name);
            Optional<String> real = config.get().json().text(name);
            if (!said.equals(real)) {
                facts.wrong("made up: platform." + name + " " + said.orElse("absent") + ", the config says "
                        + real.orElse("nothing"));
            }
        }
    }

    /** What names a manifest of this tree must name one that is there. */
    private void references(Doc root, List<Leaf> leaves) {
        Set<String> there = new HashSet<>();
        leaves.forEach(leaf -> there.add(leaf.manifest().digest()));
        for (Leaf leaf : leaves) {
            String reference = leaf.entry().map(e -> e.annotation(REFERENCE)).orElse("");
            if (!reference.isEmpty() && !there.contains(reference)) {
                facts.wrong("an attestation's entry names an image that is not there");
            }
            String subject = leaf.manifest()
                    .json()
                    .member("subject")
                    .map(s -> new Ref(s).digest())
                    .orElse("");
            if (!subject.isEmpty() && !reference.isEmpty() && !there.contains(subject)) {
                facts.wrong("an attestation's subject is not there");
            }
        }
        if (root.isIndex() && toDocker) {
            leaves.stream()
                    .filter(l -> !ImageFacts.isImage(l.manifest()))
                    .findFirst()
                    .ifPresent(l -> facts.fact("holds an artifact"));
        }
    }
}
