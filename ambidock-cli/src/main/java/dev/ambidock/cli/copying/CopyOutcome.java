// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.FindingLines;
import dev.ambidock.cli.output.OutputFiles;
import dev.ambidock.cli.output.PlanLines;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.copy.CopyReport;
import dev.ambidock.copy.PlannedCopy;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells what a copy will do or did: digests and reports on standard output, the rest beside it, files on request. */
final class CopyOutcome {
    private final Console console;
    private final String destination;
    private final boolean streamed;
    private final CopyWish wish;

    /**
     * The outcome of a copy.
     *
     * @param streamed whether standard output carries the images themselves
     */
    CopyOutcome(Console console, String destination, boolean streamed, CopyWish wish) {
        this.console = console;
        this.destination = destination;
        this.streamed = streamed;
        this.wish = wish;
    }

    /** Shows plans that are not carried out. */
    void planned(String source, List<PlannedCopy> plans) throws IOException {
        if (console.json()) {
            console.resultLine(CopyReports.planned(source, destination, plans));
            return;
        }
        StringBuilder text = new StringBuilder();
        for (PlannedCopy planned : plans) {
            text.append(text.length() > 0 ? "\n" : "");
            text.append(console.palette()
                    .bold(title(planned.names(), planned.image().root().digest())));
            text.append(" to ").append(Shown.text(destination)).append('\n');
            if (planned.restored()) {
                text.append("restored from the originals that the origin record kept\n");
            }
            text.append(PlanLines.of(planned.plan(), console.palette(), console.columns()));
        }
        console.result(text.toString());
        for (PlannedCopy planned : plans) {
            findings(planned.image().root().digest(), planned.findings(), Severity.NOTE);
        }
    }

    /** Makes sure that files can be written where they are wanted, before anything is copied. */
    void prepare() throws Problem {
        try (OutputFiles files = new OutputFiles()) {
            for (Optional<String> file : List.of(wish.mapping(), wish.digestFile())) {
                if (file.isPresent()) {
                    files.stage(path(file.get()), Bytes.of(""));
                }
            }
        }
    }

    /** Tells what was copied. */
    void done(String source, List<CopyReport> reports) throws Problem, IOException {
        writeFiles(source, reports);
        if (console.json()) {
            console.resultLine(CopyReports.copied(source, destination, reports));
            return;
        }
        for (CopyReport report : reports) {
            CopyLines.summary(report, destination).forEach(console::note);
            findings(report.image().root().digest(), report.findings(), Severity.WARNING);
        }
        String digests = digests(reports);
        if (streamed) {
            console.note(digests.stripTrailing());
        } else {
            console.result(digests);
        }
    }

    private void writeFiles(String source, List<CopyReport> reports) throws Problem {
        try (OutputFiles files = new OutputFiles()) {
            if (wish.mapping().isPresent()) {
                ByteArrayOutputStream lines = new ByteArrayOutputStream();
                for (CopyReport report : reports) {
                    CopyReports.mapping(source, destination, report).forEach(line -> {
                        lines.writeBytes(line);
                        lines.write('\n');
                    });
                }
                files.stage(path(wish.mapping().get()), Bytes.wrap(lines.toByteArray()));
            }
            if (wish.digestFile().isPresent()) {
                String digests = digests(reports);
                // One digest alone stands without a line end, as skopeo writes it.
                files.stage(path(wish.digestFile().get()), Bytes.of(reports.size() == 1 ? digests.strip() : digests));
            }
            files.commit();
        }
    }

    private static String digests(List<CopyReport> reports) {
        StringBuilder lines = new StringBuilder();
        reports.forEach(report -> lines.append(report.root().digest()).append('\n'));
        return lines.toString();
    }

    static String title(List<String> names, Digest digest) {
        return names.isEmpty() ? digest.toString() : Shown.text(String.join(", ", names));
    }

    private void findings(Digest root, List<Finding> findings, Severity mildest) {
        Severity least = console.verbose() ? Severity.NOTE : mildest;
        new FindingLines(root, console.verbose()).print(findings, least, console);
    }

    private static Path path(String name) throws Problem {
        if (name.isEmpty()) {
            throw Problem.usage("", "the name of an output file is empty", "");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw Problem.usage(name, "no file can have such a name", "");
        }
    }
}
