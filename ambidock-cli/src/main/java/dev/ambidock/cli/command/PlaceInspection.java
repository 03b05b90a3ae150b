// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.PlacedSubject;
import dev.ambidock.cli.listing.PlaceListing;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.PlacedImages;
import dev.ambidock.cli.place.Places;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.List;

/** {@code ambidock inspect} of places: the image that is meant, or a list of those that could be. */
final class PlaceInspection {
    private PlaceInspection() {}

    static void show(Locator locator, Places places, String view, Console console) throws Problem, IOException {
        try (ImageSource source = places.source(locator)) {
            if (view.equals("--list") || (view.isEmpty() && isOpen(source, locator))) {
                PlaceListing.print(source, places.limits(), console);
                return;
            }
            NamedImage image = PlacedImages.one(source, locator);
            try (PlacedSubject subject = PlacedSubject.of(locator.toString(), source, image, places)) {
                InspectCommand.show(subject, view, console);
            }
        }
    }

    /** Whether there are several images and nothing says which one is meant. */
    private static boolean isOpen(ImageSource source, Locator locator) throws Problem {
        LocatorText text = Places.text(locator);
        if (!locator.scheme().listsAtOnce()) {
            return false;
        }
        List<NamedImage> images = PlacedImages.all(source);
        return text.name().isEmpty() && text.digest().isEmpty() && images.size() > 1;
    }
}
