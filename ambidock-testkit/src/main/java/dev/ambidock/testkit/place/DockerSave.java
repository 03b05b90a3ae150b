// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.place;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code docker save} of every generation writes for some images. Images that are drafts must have plain layers only.
 *
 * @ambidock.rule moby v24 and v28, image/tarexport; containerd, core/images/archive
 */
public final class DockerSave {
    private static final String MANIFEST = "manifest.json";
    private static final String REPOSITORIES = "repositories";

    private DockerSave() {}

    /**
     * Engines from 1.10 to 24: the config as {@code HEX.json}, each layer in a folder of its own, a layer that is there
     * already as a symbolic link.
     */
    public static byte[] classic(ImageDraft... images) {
        SortedTar tar = new SortedTar();
        JsonDraft saved = JsonDraft.array();
        Map<String, Map<String, String>> repositories = new LinkedHashMap<>();
        Map<Digest, String> places = new HashMap<>();
        for (ImageDraft image : images) {
            List<String> layers = versionOne(tar, image, places, repositories);
            String config = image.config().digest(DigestAlgorithm.SHA256).hex() + ".json";
            tar.file(config, image.config());
            saved.add(saved(config, image.names(), layers));
        }
        return tar.file(MANIFEST, line(saved))
                .file(REPOSITORIES, line(json(repositories)))
                .toBytes();
    }

    /** Engines before 1.10: layers with their {@code json} and {@code repositories}, but no {@code manifest.json}. */
    public static byte[] legacyOnly(ImageDraft... images) {
        SortedTar tar = new SortedTar();
        Map<String, Map<String, String>> repositories = new LinkedHashMap<>();
        for (ImageDraft image : images) {
            versionOne(tar, image, new HashMap<>(), repositories);
        }
        return tar.file(REPOSITORIES, line(json(repositories))).toBytes();
    }

    private static List<String> versionOne(
            SortedTar tar,
            ImageDraft image,
            Map<Digest, String> places,
            Map<String, Map<String, String>> repositories) {
        VersionOneChain chain = VersionOneChain.of(image);
        for (int i = 0; i < chain.ids().size(); i++) {
            String id = chain.ids().get(i);
            LayerDraft layer = image.layers().get(i);
            tar.file(id + "/VERSION", "1.0")
                    .file(id + "/json", chain.documents().get(i));
            String place = places.putIfAbsent(layer.diffId(), id);
            if (place == null || place.equals(id)) {
                tar.file(id + "/layer.tar", layer.tar());
            } else {
                tar.symlink(id + "/layer.tar", "../" + place + "/layer.tar");
            }
        }
        if (!chain.ids().isEmpty()) {
            tag(repositories, image.names(), chain.ids().get(chain.ids().size() - 1));
        }
        return chain.ids().stream().map(id -> id + "/layer.tar").toList();
    }

    /** Engines from 25 on with a graph driver: an OCI layout of plain layers and the old files, in one. */
    public static byte[] graphDriver(ImageDraft... images) {
        SortedTar tar = new SortedTar();
        JsonDraft saved = JsonDraft.array();
        JsonDraft entries = JsonDraft.array();
        Map<String, Map<String, String>> repositories = new LinkedHashMap<>();
        for (ImageDraft image : images) {
            WholeImage made = graphDriverImage(image);
            made.contents().forEach((digest, content) -> tar.file(LayoutFiles.path(digest), content));
            VersionOneChain.of(image).documents().forEach(d -> {
                Bytes old = Bytes.of(d);
                tar.file(LayoutFiles.path(old.digest(DigestAlgorithm.SHA256)), old);
            });
            LayoutFiles.entries(made).forEach(e -> entries.add(DocumentDraft.descriptor(e)));
            Map<String, JsonDraft> bySource = new LinkedHashMap<>();
            for (LayerDraft layer : image.layers()) {
                bySource.put(layer.diffId().toString(), DocumentDraft.descriptor(layer.descriptor(Family.OCI)));
            }
            JsonDraft sources = JsonDraft.object();
            bySource.forEach(sources::put);
            List<String> layers = image.layers().stream()
                    .map(layer -> LayoutFiles.path(layer.diffId()))
                    .toList();
            Digest config = image.config().digest(DigestAlgorithm.SHA256);
            saved.add(saved(LayoutFiles.path(config), image.names(), layers).put("LayerSources", sources));
            if (!image.layers().isEmpty()) {
                LayerDraft top = image.layers().get(image.layers().size() - 1);
                tag(repositories, image.names(), top.diffId().hex());
            }
        }
        return tar.file(MANIFEST, line(saved))
                .file(REPOSITORIES, line(json(repositories)))
                .file("oci-layout", LayoutFiles.MARKER)
                .file("index.json", LayoutFiles.index(entries))
                .toBytes();
    }

    /** The OCI image, with Docker's config, that {@link #graphDriver} makes of an image. */
    public static WholeImage graphDriverImage(ImageDraft image) {
        ImageDraft made = ImageDraft.of(Family.OCI).config(image.config());
        image.layers().forEach(made::layer);
        return made.named(image.names().toArray(new String[0])).build();
    }

    /**
     * Engines with containerd's store: a layout whose index names the image as it was pulled, of which only the children of
     * one platform are there, and {@code manifest.json} for that one.
     *
     * @param whole the image as it was pulled
     * @param present the child that is there, or the whole itself
     */
    public static byte[] containerdStore(WholeImage whole, WholeImage present) {
        SortedTar tar = new SortedTar();
        tar.file(
                LayoutFiles.path(whole.root().digest()),
                whole.content(whole.root()).orElseThrow());
        present.contents().forEach((digest, content) -> tar.file(LayoutFiles.path(digest), content));
        JsonDraft entries = JsonDraft.array();
        LayoutFiles.entries(whole).forEach(e -> entries.add(DocumentDraft.descriptor(e)));
        Document manifest = Documents.read(present.content(present.root()).orElseThrow(), Limits.defaults())
                .orThrow();
        List<String> paths = manifest.edges().stream()
                .map(Edge::descriptor)
                .map(d -> LayoutFiles.path(d.digest()))
                .toList();
        JsonDraft saved = JsonDraft.array().add(saved(paths.get(0), whole.names(), paths.subList(1, paths.size())));
        return tar.file(MANIFEST, line(saved))
                .file("oci-layout", LayoutFiles.MARKER)
                .file("index.json", LayoutFiles.index(entries))
                .toBytes();
    }

    private static JsonDraft saved(String config, List<String> names, List<String> layers) {
        return JsonDraft.object()
                .put("Config", JsonDraft.text(config))
                .put("RepoTags", names.isEmpty() ? JsonDraft.raw("null") : JsonDraft.texts(names))
                .put("Layers", JsonDraft.texts(layers));
    }

    private static void tag(Map<String, Map<String, String>> repositories, List<String> names, String id) {
        for (String name : names) {
            int colon = name.lastIndexOf(':');
            repositories
                    .computeIfAbsent(name.substring(0, colon), n -> new LinkedHashMap<>())
                    .put(name.substring(colon + 1), id);
        }
    }

    private static JsonDraft json(Map<String, Map<String, String>> repositories) {
        JsonDraft json = JsonDraft.object();
        repositories.forEach((name, tags) -> {
            JsonDraft inner = JsonDraft.object();
            tags.forEach((tag, id) -> inner.put(tag, JsonDraft.text(id)));
            json.put(name, inner);
        });
        return json;
    }

    private static String line(JsonDraft json) {
        return json.write(JsonLayout.compact()) + "\n";
    }
}
