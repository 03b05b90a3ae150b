// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.ImageName;
import dev.ambidock.transport.RootEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The two files by which {@code docker load} finds images: {@code manifest.json}, and {@code repositories} for what was
 * written before there was such a thing. Only names with a repository and a tag can stand in them; Docker refuses others.
 * They stand in full: Docker shows them short again, and podman would take {@code app:1} for {@code localhost/app:1}.
 *
 * @ambidock.rule moby, image/tarexport
 */
final class SavedIndex {
    /** By config and layers, so that an image that has two manifests stands here once. */
    private final Map<List<String>, Set<String>> images = new LinkedHashMap<>();

    private final Map<String, Map<String, String>> repositories = new TreeMap<>();

    /**
     * Adds an image.
     *
     * @param config path in the archive
     * @param names of any form
     * @param layers paths in the archive, base layer first
     * @param topLayer what {@code repositories} calls the image; empty if it cannot stand there
     */
    void add(String config, List<String> names, List<String> layers, String topLayer) {
        List<String> key = new ArrayList<>(layers);
        key.add(config);
        Set<String> tags = images.computeIfAbsent(key, k -> new LinkedHashSet<>());
        for (String text : names) {
            RootEntries.tagged(text).ifPresent(name -> {
                tags.add(name.toString());
                if (!topLayer.isEmpty()) {
                    tag(name, topLayer);
                }
            });
        }
    }

    private void tag(ImageName name, String topLayer) {
        repositories
                .computeIfAbsent(name.host() + "/" + name.repository(), r -> new TreeMap<>())
                .put(name.tag().orElseThrow(), topLayer);
    }

    /** Writes {@code manifest.json} if there is an image, and {@code repositories} if there is a name. */
    void write(TarWriter tar) throws IOException {
        if (!images.isEmpty()) {
            tar.file("manifest.json", manifests());
        }
        if (!repositories.isEmpty()) {
            tar.file("repositories", repositories());
        }
    }

    private Bytes manifests() {
        GoJsonWriter out = new GoJsonWriter();
        out.beginArray();
        images.forEach((key, tags) -> {
            out.beginObject();
            out.name("Config");
            out.text(key.get(key.size() - 1));
            out.name("RepoTags");
            texts(out, tags);
            out.name("Layers");
            texts(out, key.subList(0, key.size() - 1));
            out.endObject();
        });
        out.endArray();
        return Bytes.wrap(out.toBytes());
    }

    private static void texts(GoJsonWriter out, Iterable<String> texts) {
        out.beginArray();
        texts.forEach(out::text);
        out.endArray();
    }

    private Bytes repositories() {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        repositories.forEach((repository, tags) -> {
            out.name(repository);
            out.beginObject();
            tags.forEach((tag, layer) -> {
                out.name(tag);
                out.text(layer);
            });
            out.endObject();
        });
        out.endObject();
        return Bytes.wrap(out.toBytes());
    }
}
