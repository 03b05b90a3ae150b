// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images of a place that a locator means, each with all names by which it was asked for. */
public final class PlacedImages {
    private PlacedImages() {}

    /** The only image that fits. Asked for by name, it has the names of that entry; else all that its root has. */
    public static NamedImage one(ImageSource source, Locator locator) throws Problem {
        LocatorText text = Places.text(locator);
        return Failures.opening(Side.SOURCE, () -> {
            NamedImage image = source.image();
            return text.name().isPresent() ? image : withAllNames(image, source);
        });
    }

    /** Every image once, with all its names, in the order of the place. */
    public static List<NamedImage> all(ImageSource source) throws Problem {
        return Failures.opening(Side.SOURCE, () -> {
            Map<Digest, NamedImage> images = new LinkedHashMap<>();
            for (NamedImage image : source.images()) {
                if (!isAttachment(image)) {
                    images.putIfAbsent(image.root().digest(), withAllNames(image, source));
                }
            }
            return List.copyOf(images.values());
        });
    }

    /** What stands beside an image without a name, such as an origin record, is no image of its own. */
    private static boolean isAttachment(NamedImage image) {
        return image.names().isEmpty() && image.root().artifactType().isPresent();
    }

    private static NamedImage withAllNames(NamedImage image, ImageSource source) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (NamedImage other : source.images()) {
            if (other.root().digest().equals(image.root().digest())) {
                names.addAll(other.names());
            }
        }
        return new NamedImage(new ArrayList<>(names), image.root());
    }

    /**
     * The names for another place: a bare tag goes where a full name with that tag tells it already, since places name an
     * image by both.
     */
    public static List<String> namesToKeep(NamedImage image) {
        return image.names().stream()
                .filter(name -> image.names().stream().noneMatch(full -> full.endsWith(":" + name)))
                .toList();
    }
}
