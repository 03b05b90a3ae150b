// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.HeldConsole;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.output.ProblemLines;
import dev.ambidock.cli.place.Places;
import dev.ambidock.cli.place.Scheme;
import dev.ambidock.transport.task.BoundedTasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several copies in one run, each for itself: what fails hinders no other. They share connections and tokens, and those whose
 * destinations are registries go side by side; each is told whole, in the order of the list.
 */
public final class ManyCopies {
    /** Blobs of one copy that move at once, where copies go side by side. */
    private static final int EACH = 3;

    private final Console console;
    private final Places places;
    private final CopyWish wish;
    private final List<Attempt> attempts = new ArrayList<>();
    private int told;

    /** A copy and how it went; nothing before it has ended. */
    private static final class Attempt {
        private final CopyItem item;
        private final HeldConsole held;
        private Optional<ExitStatus> status = Optional.empty();
        private DigestLines lines = new DigestLines();

        Attempt(CopyItem item, HeldConsole held) {
            this.item = item;
            this.held = held;
        }
    }

    /**
     * A run.
     *
     * @param wish what is wanted of all; its format is each item's own
     */
    public ManyCopies(Console console, Places places, CopyWish wish) {
        this.console = console;
        this.places = places;
        this.wish = wish;
    }

    /**
     * Does all that can be done.
     *
     * @param files written when all have ended
     * @return DONE if all went well, PARTLY if some did, else what the first failure ended with
     */
    public ExitStatus run(List<CopyItem> items, DigestFiles files) throws Problem, IOException {
        items.forEach(item -> attempts.add(new Attempt(item, new HeldConsole(console))));
        boolean remote = items.stream().allMatch(item -> item.place().scheme() == Scheme.DOCKER);
        int jobs = wish.jobs().orElse(Workers.standard(remote));
        boolean inPlace = items.stream().allMatch(item -> item.to().isEmpty());
        int each = inPlace ? 1 : Math.min(jobs, EACH);
        try (Places shared = places.sharingConnections();
                Workers workers = new Workers()) {
            BoundedTasks tasks = new BoundedTasks(workers, remote ? Math.max(1, jobs / each) : 1);
            try {
                for (Attempt attempt : attempts) {
                    tasks.run(() -> attempt(attempt, shared, remote ? each : jobs));
                }
            } finally {
                tasks.join();
            }
        }
        DigestLines lines = new DigestLines();
        attempts.forEach(attempt -> lines.addAll(attempt.lines));
        files.write(lines);
        return status();
    }

    private void attempt(Attempt attempt, Places shared, int jobs) throws IOException {
        Console quietly = attempt.held.console();
        CopyRun run = new CopyRun(quietly, shared, wish.of(attempt.item.format(), jobs));
        ExitStatus status = ExitStatus.DONE;
        try {
            attempt.lines = attempt.item.to().isPresent()
                    ? run.run(attempt.item.from(), attempt.item.to().get())
                    : run.inPlace(attempt.item.from());
        } catch (Problem problem) {
            ProblemLines.print(problem, quietly);
            status = problem.status();
        }
        ended(attempt, status);
    }

    /** Tells what can be told in order. */
    private synchronized void ended(Attempt attempt, ExitStatus status) throws IOException {
        attempt.status = Optional.of(status);
        while (told < attempts.size() && attempts.get(told).status.isPresent()) {
            attempts.get(told++).held.release();
        }
    }

    private ExitStatus status() {
        List<ExitStatus> failures = attempts.stream()
                .flatMap(attempt -> attempt.status.stream())
                .filter(status -> status != ExitStatus.DONE)
                .toList();
        if (failures.isEmpty()) {
            return ExitStatus.DONE;
        }
        int done = attempts.size() - failures.size();
        console.error(console.errorHead() + " " + failures.size() + " of " + attempts.size() + " copies failed");
        return done > 0 ? ExitStatus.PARTLY : failures.get(0);
    }
}
