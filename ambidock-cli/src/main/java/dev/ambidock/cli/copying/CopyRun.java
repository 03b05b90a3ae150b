// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Label;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.PlacedImages;
import dev.ambidock.cli.place.Places;
import dev.ambidock.cli.place.Scheme;
import dev.ambidock.copy.Copier;
import dev.ambidock.copy.CopyEnvironment;
import dev.ambidock.copy.CopyRefusedException;
import dev.ambidock.copy.CopyReport;
import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.ImageCheck;
import dev.ambidock.copy.PlannedCopy;
import dev.ambidock.copy.Verification;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.distribution.ReferrersTag;
import dev.ambidock.transport.foreign.ForeignClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of copy, or of convert from one place to another. */
public final class CopyRun {
    private final Console console;
    private final Places places;
    private final CopyWish wish;

    public CopyRun(Console console, Places places, CopyWish wish) {
        this.console = console;
        this.places = places;
        this.wish = wish;
    }

    /** Copies what one locator means to where the other says. Gives the digests; none of a rehearsal. */
    public DigestLines run(Locator from, Locator to) throws Problem, IOException {
        try (ImageSource source = places.source(from)) {
            List<NamedImage> images = wish.allImages() ? all(source, from) : List.of(PlacedImages.one(source, from));
            checkNames(to, images);
            return move(source, images, to);
        }
    }

    /**
     * Converts images where they are, each under its names.
     *
     * @param place with or without the name of one image
     * @return the digests; none of a rehearsal
     */
    public DigestLines inPlace(Locator place) throws Problem, IOException {
        if (place.isStandardStream()) {
            throw Problem.usage(place.toString(), "a stream cannot be converted in place", "a destination behind it");
        }
        try (ImageSource source = places.source(place)) {
            List<NamedImage> images = wish.allImages() ? all(source, place) : List.of(PlacedImages.one(source, place));
            int held = place.scheme().listsAtOnce() ? PlacedImages.all(source).size() : images.size();
            checkReplaceable(place, images, held);
            return move(source, images, place);
        }
    }

    private List<NamedImage> all(ImageSource source, Locator from) throws Problem {
        LocatorText text = Places.text(from);
        if (text.name().isPresent() || text.digest().isPresent()) {
            throw Problem.usage("--all-images", "the locator " + from + " names one image", "leave out one of the two");
        }
        List<NamedImage> images = PlacedImages.all(source).stream()
                .filter(image -> wish.format() == CopyWish.Format.KEEP || !isListOfReferrers(image))
                .toList();
        if (images.isEmpty()) {
            throw Problem.usage("source " + from, "it holds no image", "");
        }
        return images;
    }

    /** Such an index is kept by whoever adds to it, and would list nothing any more were it converted. */
    private static boolean isListOfReferrers(NamedImage image) {
        return !image.names().isEmpty() && image.names().stream().allMatch(ReferrersTag::isEndOf);
    }

    private static void checkNames(Locator to, List<NamedImage> images) throws Problem {
        LocatorText text = Places.text(to);
        if (text.digest().isPresent()) {
            throw Problem.usage(
                    to.toString(),
                    "a destination is not chosen by digest",
                    to.scheme().form());
        }
        if (images.size() > 1 && text.name().isPresent()) {
            throw Problem.usage(
                    to.toString(),
                    images.size() + " images cannot all have the name "
                            + text.name().get(),
                    "the place alone, which keeps their names");
        }
        if (images.size() > 1 && !to.scheme().holdsSeveral()) {
            throw Problem.usage(to.toString(), "it holds one image, not " + images.size(), "oci:DIR");
        }
    }

    private static void checkReplaceable(Locator place, List<NamedImage> images, int held) throws Problem {
        boolean whole = place.scheme().isArchive() || !place.scheme().holdsSeveral();
        if (whole && images.size() < held) {
            throw Problem.usage(
                    place.toString(),
                    "it holds " + held + " images, and writing it anew would lose the others",
                    "--all-images, or another place as destination");
        }
        for (NamedImage image : images) {
            if (!whole && image.names().isEmpty()) {
                throw Problem.usage(
                        place.toString(),
                        "image " + image.root().digest() + " has no name under which the result could stand",
                        place.scheme().form() + " as destination");
            }
        }
    }

    private DigestLines move(ImageSource source, List<NamedImage> images, Locator to) throws Problem, IOException {
        try (Progress progress = Progress.of(wish.progress(), console);
                Workers workers = new Workers();
                ForeignClient foreign = places.foreignLayers();
                ImageSink sink = places.sink(to, console.out())) {
            int jobs = wish.jobs().orElse(Workers.standard(source.isRemote() || to.scheme() == Scheme.DOCKER));
            CopyEnvironment environment = new CopyEnvironment(places.limits(), workers, jobs, progress, foreign);
            Copier copier = new Copier(environment);
            if (wish.verifyDiffIds()) {
                verify(new ImageCheck(environment), source, images);
            }
            List<PlannedCopy> plans = plan(copier, source, images, to, sink);
            CopyOutcome outcome = new CopyOutcome(console, sink.locator(), to.isStandardStream());
            if (wish.dryRun()) {
                outcome.planned(source.locator(), plans);
                return new DigestLines();
            }
            progress.plan(plans);
            List<CopyReport> reports = Failures.working("", () -> copier.copy(plans, source, sink));
            progress.clear();
            return outcome.done(source.locator(), reports);
        }
    }

    private static void verify(ImageCheck check, ImageSource source, List<NamedImage> images)
            throws Problem, IOException {
        for (NamedImage image : images) {
            Verification verification = Failures.working("", () -> check.check(source, image));
            if (!verification.isSound()) {
                throw Problem.refused(ExitStatus.MISMATCH, title(source, image), verification.findings())
                        .ofWholeImage();
            }
        }
    }

    private List<PlannedCopy> plan(
            Copier copier, ImageSource source, List<NamedImage> images, Locator to, ImageSink sink)
            throws Problem, IOException {
        Map<Digest, List<String>> names = new HashMap<>();
        for (NamedImage image : images) {
            names.put(image.root().digest(), names(to, image, sink));
        }
        return Failures.working("", () -> {
            try {
                return copier.each(
                        source,
                        images,
                        image -> copier.plan(
                                source,
                                image,
                                names.getOrDefault(image.root().digest(), List.of()),
                                sink,
                                request(source, image, copier)));
            } catch (CopyRefusedException e) {
                throw Failures.refused(title(source, e.image()), e);
            }
        });
    }

    private static String title(ImageSource source, NamedImage image) {
        return "source " + source.locator() + " image "
                + CopyOutcome.title(image.names(), image.root().digest());
    }

    private List<String> names(Locator to, NamedImage image, ImageSink sink) throws Problem {
        Optional<String> name = Places.text(to).name();
        List<String> names = name.isPresent() ? List.of(name.get()) : PlacedImages.namesToKeep(image);
        for (String left : names) {
            if (to.scheme().holdsNames() && !sink.takesName(left)) {
                console.note(Label.WARNING, "the name " + Shown.text(left) + " is left out: " + to + " cannot hold it");
            }
        }
        return names.stream()
                .filter(n -> to.scheme().holdsNames() && sink.takesName(n))
                .toList();
    }

    private CopyRequest request(ImageSource source, NamedImage image, Copier copier) throws IOException {
        Optional<Family> family = switch (wish.format()) {
            case DOCKER -> Optional.of(Family.DOCKER);
            case OCI -> Optional.of(Family.OCI);
            case DOCKER_V1 -> Optional.of(Family.DOCKER_SCHEMA1);
            case KEEP -> Optional.empty();
            case OTHER -> Optional.of(copier.read(source, image).root().family().opposite());
        };
        CopyRequest request = new CopyRequest(
                family,
                wish.policies(),
                wish.origin(),
                wish.preserveDigests(),
                wish.codecs(),
                Optional.empty(),
                wish.referrers());
        return wish.consumer().map(request::forConsumer).orElse(request);
    }
}
