// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the images of an archive. Where it has an OCI layout and {@code manifest.json}, the layout's manifests are the
 * truth, since they are the original ones; {@code manifest.json} adds names, and stands in where the layout is sparse.
 */
final class ArchiveContents {
    private static final String SAVED = "manifest.json";
    private static final String LATEST = "latest";

    private final TarArchive tar;
    private final BlobPlaces places;
    private final Limits limits;

    ArchiveContents(TarArchive tar, BlobPlaces places, Limits limits) {
        this.tar = tar;
        this.places = places;
        this.limits = limits;
    }

    /**
     * All roots, each digest once: images and what is attached to them.
     *
     * @param docker whether to see what {@code docker load} would see first, in its order; else the layout as it is
     */
    List<NamedImage> roots(boolean docker) throws IOException {
        boolean saved = tar.find(SAVED).isPresent();
        boolean layout = tar.find(LayoutContents.INDEX).isPresent();
        if (!saved && !layout) {
            if (LegacyImages.isOne(tar)) {
                return LegacyImages.of(tar, places, limits);
            }
            throw ContentException.of(
                    FailureKind.MALFORMED,
                    tar.name(),
                    "it holds neither manifest.json nor index.json nor whole layers of the time before Docker 1.10, so it"
                            + " is no image archive, or it is cut short");
        }
        LayoutContents contents = new LayoutContents(tar, places, limits);
        if (layout && !(docker && saved)) {
            return contents.roots();
        }
        return NamedImage.merge(savedImages(layout ? contents.walked() : List.of()));
    }

    /** What {@code manifest.json} lists, then what only the layout has. */
    private List<NamedImage> savedImages(List<LayoutRoot> roots) throws IOException {
        SavedImageReader reader = new SavedImageReader(tar, places, limits);
        List<NamedImage> images = new ArrayList<>();
        Set<Digest> covered = new HashSet<>();
        for (SavedImage saved : SavedImage.read(places.read(SAVED, limits.documentBytes()), tar.name(), limits)) {
            List<Digest> config = reader.configDigests(saved);
            Set<String> names = new LinkedHashSet<>();
            saved.repoTags().forEach(name -> names.add(withTag(name)));
            Optional<LayoutRoot> original = original(roots, config, names, covered);
            Descriptor root = original.isPresent() ? original.get().imageOf(config) : reader.manifest(saved);
            original.ifPresent(o -> {
                names.addAll(o.image().names());
                covered.add(o.image().root().digest());
            });
            images.add(new NamedImage(new ArrayList<>(names), root));
        }
        roots.stream()
                .map(LayoutRoot::image)
                .filter(r -> !covered.contains(r.root().digest()))
                .forEach(images::add);
        return images;
    }

    /** A name without a tag means this one here; what is no reference stays as it is. */
    private static String withTag(String name) {
        return ImageName.find(name)
                .filter(n -> n.tag().isEmpty() && n.digest().isEmpty())
                .map(n -> name + ":" + LATEST)
                .orElse(name);
    }

    /** The root of this config: of several, such as both formats of one image, that of the same name. */
    private static Optional<LayoutRoot> original(
            List<LayoutRoot> roots, List<Digest> config, Set<String> names, Set<Digest> covered) {
        List<LayoutRoot> holding = roots.stream().filter(r -> r.holds(config)).toList();
        return holding.stream()
                .filter(r -> r.isCalled(names))
                .findFirst()
                .or(() -> holding.stream()
                        .filter(r -> !covered.contains(r.image().root().digest()))
                        .findFirst())
                .or(() -> holding.stream().findFirst());
    }
}
