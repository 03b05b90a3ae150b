// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses the one image that a locator means. */
public final class ImageChoice {
    private static final int MOST_LISTED = 10;

    private ImageChoice() {}

    /**
     * The image of this name and digest; without both, the only one there is.
     *
     * @param place the whole locator, for failures
     *
     * @throws ContentException of kind NOT_FOUND or AMBIGUOUS, whose remedy lists what there is
     */
    public static NamedImage among(String place, List<NamedImage> images, LocatorText wanted) throws ContentException {
        List<NamedImage> fitting = images.stream()
                .filter(i -> wanted.name().isEmpty()
                        || i.names().contains(wanted.name().get()))
                .filter(i -> wanted.digest().isEmpty()
                        || i.root().digest().equals(wanted.digest().get()))
                .toList();
        List<NamedImage> distinct = fitting.stream()
                .collect(Collectors.toMap(i -> i.root().digest(), i -> i, (a, b) -> a, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        if (distinct.isEmpty()) {
            throw ContentException.of(
                            FailureKind.NOT_FOUND,
                            place,
                            images.isEmpty() ? "it holds no image" : "it holds no image of that name or digest")
                    .trying(images.isEmpty() ? "" : "choose one of " + listed(images));
        }
        throw ContentException.of(FailureKind.AMBIGUOUS, place, distinct.size() + " images fit")
                .trying("choose one of " + listed(distinct));
    }

    private static String listed(List<NamedImage> images) {
        String head = images.stream()
                .limit(MOST_LISTED)
                .map(i -> (i.names().isEmpty() ? "" : String.join(" or ", i.names()) + " ") + "@"
                        + i.root().digest())
                .collect(Collectors.joining(", "));
        return images.size() > MOST_LISTED ? head + " and " + (images.size() - MOST_LISTED) + " more" : head;
    }
}
