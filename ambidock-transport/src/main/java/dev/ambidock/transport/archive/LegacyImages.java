// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.DockerManifestText;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.schema1.V1Chain;
import dev.ambidock.schema1.V1Entry;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The images of an archive of the time before Docker 1.10, which has no {@code manifest.json}: a folder for each layer, named
 * by its v1 ID, with its JSON and its tar, and {@code repositories} for the names. Each becomes the image that {@code docker
 * load} makes of it, image ID included. All layers are read once, since nothing else tells their diff IDs.
 *
 * @ambidock.rule moby v20.10, image/tarexport/load.go, legacyLoad
 */
final class LegacyImages {
    private static final Pattern CONFIG = Pattern.compile("[0-9a-f]{64}\\.json");

    /** Engines stop at 127. */
    private static final int MOST_CHAIN = 10_000;

    /** Entries of all images together. */
    private static final int MOST_STEPS = 200_000;

    private final TarArchive tar;
    private final BlobPlaces places;
    private final LegacyFolders folders;
    private final LegacyLayers layers;
    private int steps;

    private LegacyImages(TarArchive tar, BlobPlaces places, Limits limits) {
        this.tar = tar;
        this.places = places;
        this.folders = new LegacyFolders(tar, places, limits);
        this.layers = new LegacyLayers(tar, places);
    }

    /**
     * Whether an archive without {@code manifest.json} is of this form. One without names that has a config of its own, or
     * no end, rather lost its {@code manifest.json}: of its layers alone another image would be made.
     */
    static boolean isOne(TarArchive tar) throws IOException {
        if (tar.find(LegacyNames.FILE).isPresent()) {
            return true;
        }
        boolean whole = tar.isEnded()
                && tar.names().stream().noneMatch(name -> CONFIG.matcher(name).matches());
        return whole && !LegacyFolders.ids(tar).isEmpty();
    }

    /** The named images in the order of {@code repositories}, then those that are nobody's parent and have no name. */
    static List<NamedImage> of(TarArchive tar, BlobPlaces places, Limits limits) throws IOException {
        return new LegacyImages(tar, places, limits).images(LegacyNames.read(tar, places, limits));
    }

    private List<NamedImage> images(Map<String, List<String>> names) throws IOException {
        Map<String, List<String>> wanted = new LinkedHashMap<>(names);
        for (String top : folders.tops()) {
            wanted.putIfAbsent(top, List.of());
        }
        if (wanted.isEmpty()) {
            throw ContentException.of(FailureKind.MALFORMED, tar.name(), "it holds no image");
        }
        List<NamedImage> images = new ArrayList<>();
        for (Map.Entry<String, List<String>> image : wanted.entrySet()) {
            images.add(new NamedImage(image.getValue(), manifest(image.getKey())));
        }
        return NamedImage.merge(images);
    }

    /** The image's manifest, whose content {@link BlobPlaces} has from now on. */
    private Descriptor manifest(String id) throws IOException {
        List<V1Entry> topFirst = entries(id);
        List<LegacyLayer> stored = new ArrayList<>();
        Bytes config;
        try {
            V1Chain chain = V1Chain.of(topFirst).withLayers(place -> true);
            for (int place : chain.layers()) {
                stored.add(layers.layer(topFirst.get(place).id()));
            }
            List<Digest> diffIds = stored.stream().map(LegacyLayer::diffId).toList();
            config = chain.config(diffIds, Optional.empty()).bytes();
        } catch (RejectedDocumentException e) {
            throw folders.malformed(id, e);
        }
        folders.spend(config.length());
        Bytes manifest = DockerManifestText.of(
                made(MediaTypes.DOCKER_CONFIG, config),
                stored.stream().map(LegacyLayer::stored).toList());
        return made(MediaTypes.DOCKER_MANIFEST, manifest);
    }

    private Descriptor made(dev.ambidock.model.MediaType type, Bytes content) {
        Descriptor descriptor = Descriptor.of(type, content.digest(DigestAlgorithm.SHA256), content.length());
        places.put(descriptor.digest(), content);
        return descriptor;
    }

    private List<V1Entry> entries(String id) throws IOException {
        List<V1Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> next = Optional.of(id);
        while (next.isPresent()) {
            if (!seen.add(next.get())) {
                throw ContentException.of(
                        FailureKind.MALFORMED, tar.name(), "the parents of image " + id + " lead in a circle");
            }
            if (entries.size() == MOST_CHAIN || ++steps > MOST_STEPS) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED,
                        tar.name(),
                        "its images have more than " + MOST_CHAIN + " layers, or " + MOST_STEPS + " together");
            }
            V1Entry entry = folders.entry(next.get());
            entries.add(entry);
            next = entry.parent();
        }
        return entries;
    }
}
