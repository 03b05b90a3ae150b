// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.PlacedImages;
import dev.ambidock.cli.place.Places;
import dev.ambidock.copy.CopyEnvironment;
import dev.ambidock.copy.ImageCheck;
import dev.ambidock.copy.Verification;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of verify on a place. */
public final class VerifyRun {
    private final Console console;
    private final Places places;
    private final Optional<Integer> jobs;
    private final Optional<CopyWish.ProgressMode> progress;
    private final boolean lint;

    /**
     * A run.
     *
     * @param jobs how many blobs are read at once; empty for what suits the place
     * @param lint whether what is odd fails, too
     */
    public VerifyRun(
            Console console,
            Places places,
            Optional<Integer> jobs,
            Optional<CopyWish.ProgressMode> progress,
            boolean lint) {
        this.console = console;
        this.places = places;
        this.jobs = jobs;
        this.progress = progress;
        this.lint = lint;
    }

    /** Checks the image that a locator means; without a choice in it, all. */
    public ExitStatus run(Locator locator) throws Problem, IOException {
        List<Verification> verifications = new ArrayList<>();
        try (ImageSource source = places.source(locator);
                Progress shown = Progress.of(progress, console);
                Workers workers = new Workers()) {
            int parallel = jobs.orElse(Workers.standard(source.isRemote()));
            ImageCheck check = new ImageCheck(new CopyEnvironment(places.limits(), workers, parallel, shown));
            for (NamedImage image : images(source, locator)) {
                verifications.add(Failures.working("", () -> check.check(source, image)));
            }
        }
        return VerificationOutcome.tell(locator.toString(), verifications, lint, console);
    }

    private static List<NamedImage> images(ImageSource source, Locator locator) throws Problem {
        LocatorText text = Places.text(locator);
        if (text.name().isPresent()
                || text.digest().isPresent()
                || !locator.scheme().listsAtOnce()) {
            return List.of(PlacedImages.one(source, locator));
        }
        List<NamedImage> all = PlacedImages.all(source);
        if (all.isEmpty()) {
            throw Problem.usage("source " + locator, "it holds no image", "");
        }
        return all;
    }
}
