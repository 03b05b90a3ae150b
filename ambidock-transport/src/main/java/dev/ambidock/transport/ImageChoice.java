// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.ImageName;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses the one image that a locator means. A name fits an image if it is one of the image's names letter by letter;
 * only where it fits none so, it fits those whose names mean the same to Docker ({@code app:1} and
 * {@code docker.io/library/app:1}). Attachments are chosen by digest only.
 */
public final class ImageChoice {
    private static final int MOST_LISTED = 10;
    private static final int MOST_NAMES = 3;
    private static final Pattern POSITION = Pattern.compile("@([0-9]{1,9})");
    private static final String LATEST = "latest";

    private final String place;
    private final List<NamedImage> roots;
    private final LocatorText wanted;
    private final boolean docker;

    private ImageChoice(String place, List<NamedImage> roots, LocatorText wanted, boolean docker) {
        this.place = place;
        this.roots = NamedImage.merge(roots);
        this.wanted = wanted;
        this.docker = docker;
    }

    /**
     * The image of this name and digest; without both, the only one there is.
     *
     * @param place the whole locator, for failures
     * @param roots all entries, attachments too; those of one digest count as one image with all their names
     *
     * @throws ContentException of kind NOT_FOUND or AMBIGUOUS, whose remedy lists what there is and says what to type
     */
    public static NamedImage among(String place, List<NamedImage> roots, LocatorText wanted) throws ContentException {
        return new ImageChoice(place, roots, wanted, false).choose();
    }

    /**
     * The same as Docker reads names: one without a tag means {@code latest}; and {@code @N} in the place of a name is
     * the image at that position, from 0.
     *
     * @throws ContentException as {@link #among} does
     */
    public static NamedImage amongSaved(String place, List<NamedImage> roots, LocatorText wanted)
            throws ContentException {
        return new ImageChoice(place, roots, wanted, true).choose();
    }

    private NamedImage choose() throws ContentException {
        List<NamedImage> candidates = roots.stream()
                .filter(i -> wanted.digest().isPresent() ? isWantedDigest(i) : !i.isAttachment())
                .toList();
        List<NamedImage> fitting =
                wanted.name().isEmpty() ? candidates : named(wanted.name().get(), candidates);
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw fitting.isEmpty() ? none() : several(fitting);
    }

    private boolean isWantedDigest(NamedImage image) {
        return wanted.digest().filter(image.root().digest()::equals).isPresent();
    }

    private List<NamedImage> named(String name, List<NamedImage> candidates) {
        Matcher position = POSITION.matcher(name);
        if (docker && position.matches()) {
            int at = Integer.parseInt(position.group(1));
            return at < candidates.size() ? List.of(candidates.get(at)) : List.of();
        }
        List<NamedImage> exact = having(candidates, name::equals);
        Optional<ImageName> meant = meaning(name);
        return exact.isEmpty() && meant.isPresent()
                ? having(candidates, n -> meaning(n).equals(meant))
                : exact;
    }

    private static List<NamedImage> having(List<NamedImage> images, Predicate<String> name) {
        return images.stream().filter(i -> i.names().stream().anyMatch(name)).toList();
    }

    private Optional<ImageName> meaning(String text) {
        return ImageName.find(text)
                .map(n -> docker && n.tag().isEmpty() && n.digest().isEmpty() ? n.withTag(LATEST) : n);
    }

    private ContentException none() {
        if (roots.isEmpty()) {
            return ContentException.of(FailureKind.NOT_FOUND, place, "it holds no image");
        }
        boolean any = wanted.name().isEmpty() && wanted.digest().isEmpty();
        String problem = any ? "it holds no image, only what is attached to some" : "it holds no such image";
        List<NamedImage> images = roots.stream().filter(i -> !i.isAttachment()).toList();
        return ContentException.of(FailureKind.NOT_FOUND, place, problem)
                .trying(choices(images.isEmpty() ? roots : images));
    }

    private ContentException several(List<NamedImage> fitting) {
        return ContentException.of(FailureKind.AMBIGUOUS, place, fitting.size() + " images fit")
                .trying(choices(fitting));
    }

    private String choices(List<NamedImage> images) {
        String listed =
                images.stream().limit(MOST_LISTED).map(ImageChoice::spelled).collect(Collectors.joining(", "));
        String more = images.size() > MOST_LISTED ? " and " + (images.size() - MOST_LISTED) + " more" : "";
        return "add :NAME" + (docker ? ", :@POSITION" : "") + " or @DIGEST to " + bare() + ": " + listed + more;
    }

    private static String spelled(NamedImage image) {
        String names = image.names().stream()
                .limit(MOST_NAMES)
                .map(n -> n.replaceAll("\\p{C}", "?"))
                .collect(Collectors.joining(" or "));
        return (names.isEmpty() ? "" : names + " ") + "@" + image.root().digest();
    }

    /** The locator without a name and digest. */
    private String bare() {
        int suffix = wanted.toString().length() - wanted.place().length();
        return place.endsWith(wanted.toString()) ? place.substring(0, place.length() - suffix) : wanted.place();
    }
}
