// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.ImageName;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.Side;
import java.util.List;
import java.util.Optional;

/** The images of a place that a locator means, each with all names by which it was asked for. */
public final class PlacedImages {
    private PlacedImages() {}

    /** The only image that fits. Asked for by a name, it has no others but what this name is part of. */
    public static NamedImage one(ImageSource source, Locator locator) throws Problem {
        Optional<String> wanted = Places.text(locator).name();
        NamedImage image = Failures.opening(Side.SOURCE, source::image);
        if (wanted.isEmpty()) {
            return image;
        }
        List<String> meant = image.names().stream()
                .filter(name -> isMeant(wanted.get(), name))
                .toList();
        return meant.isEmpty() ? image : new NamedImage(meant, image.root());
    }

    private static boolean isMeant(String wanted, String name) {
        return name.equals(wanted)
                || name.endsWith(":" + wanted)
                || ImageName.find(wanted)
                        .filter(n -> ImageName.find(name).filter(n::equals).isPresent())
                        .isPresent();
    }

    /** Every image once, with all its names, in the order of the place. */
    public static List<NamedImage> all(ImageSource source) throws Problem {
        return Failures.opening(Side.SOURCE, source::images);
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
