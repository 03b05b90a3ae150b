// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.ImageName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns a root and its names into entries of an {@code index.json}, one for each name, as Docker does. A Docker reference
 * with a tag stands in full in {@code io.containerd.image.name}, and its tag in {@code org.opencontainers.image.ref.name};
 * any other name stands in the latter only. A name that the user gave for the place stands there as given.
 *
 * @ambidock.rule decision record 0009
 */
public final class RootEntries {
    private final Descriptor root;
    private final Map<String, Descriptor> byFullName = new LinkedHashMap<>();
    private final Map<String, Descriptor> byRefName = new LinkedHashMap<>();

    private RootEntries(Descriptor root) {
        this.root = root;
    }

    /**
     * The entries; a single one without a name if the image has none. Names that mean the same give one entry, and so
     * does a name that is just the tag of another.
     *
     * @param given the name in the destination's locator
     */
    public static List<Descriptor> of(NamedImage image, Optional<String> given) {
        RootEntries entries = new RootEntries(image.root());
        // References with tags first: then it is known which other names only repeat a tag.
        image.names().stream().filter(n -> given.filter(n::equals).isPresent()).forEach(entries::add);
        image.names().forEach(n -> tagged(n).ifPresent(entries::add));
        image.names().stream().filter(n -> tagged(n).isEmpty()).forEach(entries::add);
        return entries.all();
    }

    /** The full Docker reference with a tag that a name is, if it is one; a digest in it is left out. */
    public static Optional<ImageName> tagged(String name) {
        return ImageName.find(name).filter(n -> n.tag().isPresent()).map(ImageName::withoutDigest);
    }

    /** Spells an entry: type, digest, size, annotations in the order of their names, type of artifact. */
    public static void write(Descriptor entry, GoJsonWriter out) {
        out.beginObject();
        out.name("mediaType");
        out.text(entry.mediaType().text());
        out.name("digest");
        out.text(entry.digest().toString());
        out.name("size");
        out.integer(entry.size());
        if (!entry.annotations().isEmpty()) {
            out.name("annotations");
            out.beginObject();
            new TreeMap<>(entry.annotations()).forEach((key, value) -> {
                out.name(key);
                out.text(value);
            });
            out.endObject();
        }
        entry.artifactType().ifPresent(type -> {
            out.name("artifactType");
            out.text(type);
        });
        out.endObject();
    }

    /** The name given by the user, or one that is no tagged reference. */
    private void add(String name) {
        Optional<ImageName> full = tagged(name);
        if (full.isPresent()) {
            keep(full.get().toString(), name);
        } else if (byFullName.values().stream()
                .noneMatch(e -> name.equals(e.annotations().get(NameAnnotations.REF_NAME)))) {
            byRefName.putIfAbsent(name, entry(Map.of(NameAnnotations.REF_NAME, name)));
        }
    }

    private void add(ImageName name) {
        keep(name.toString(), name.tag().orElseThrow());
    }

    private void keep(String fullName, String refName) {
        byFullName.putIfAbsent(
                fullName, entry(Map.of(NameAnnotations.FULL_NAME, fullName, NameAnnotations.REF_NAME, refName)));
    }

    private List<Descriptor> all() {
        List<Descriptor> all = new ArrayList<>(byFullName.values());
        all.addAll(byRefName.values());
        return all.isEmpty() ? List.of(entry(Map.of())) : all;
    }

    private Descriptor entry(Map<String, String> names) {
        Map<String, String> annotations = new TreeMap<>(root.annotations());
        annotations.remove(NameAnnotations.FULL_NAME);
        annotations.remove(NameAnnotations.REF_NAME);
        annotations.putAll(names);
        return new Descriptor(
                root.mediaType(),
                root.digest(),
                root.size(),
                List.of(),
                annotations,
                Optional.empty(),
                root.artifactType(),
                Optional.empty());
    }
}
