// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.FindingLines;
import dev.ambidock.cli.output.PlanLines;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.copy.CopyReport;
import dev.ambidock.copy.PlannedCopy;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import java.io.IOException;
import java.util.List;

/** Tells what a copy will do or did: digests and reports on standard output, the rest beside it. */
final class CopyOutcome {
    private final Console console;
    private final String destination;
    private final boolean streamed;

    /**
     * The outcome of a copy.
     *
     * @param streamed whether standard output carries the images themselves
     */
    CopyOutcome(Console console, String destination, boolean streamed) {
        this.console = console;
        this.destination = destination;
        this.streamed = streamed;
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

    /** Tells what was copied. */
    DigestLines done(String source, List<CopyReport> reports) throws IOException {
        DigestLines lines = new DigestLines();
        lines.add(source, destination, reports);
        if (console.json()) {
            console.resultLine(CopyReports.copied(source, destination, reports));
            return lines;
        }
        for (CopyReport report : reports) {
            CopyLines.summary(report, destination).forEach(console::note);
            findings(report.image().root().digest(), report.findings(), Severity.WARNING);
        }
        if (streamed) {
            console.note(lines.text().stripTrailing());
        } else {
            console.result(lines.text());
        }
        return lines;
    }

    static String title(List<String> names, Digest digest) {
        return names.isEmpty() ? digest.toString() : Shown.text(String.join(", ", names));
    }

    private void findings(Digest root, List<Finding> findings, Severity mildest) {
        Severity least = console.verbose() ? Severity.NOTE : mildest;
        new FindingLines(root, console.verbose()).print(findings, least, console);
    }
}
