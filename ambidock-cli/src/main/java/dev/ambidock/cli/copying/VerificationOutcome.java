// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.FindingLines;
import dev.ambidock.cli.output.Label;
import dev.ambidock.cli.output.LintLines;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.copy.Verification;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import dev.ambidock.report.ReportWriter;
import java.io.IOException;
import java.util.List;

/** Tells what a check found: on standard output, since that is the result. */
final class VerificationOutcome {
    private VerificationOutcome() {}

    static ExitStatus tell(String place, List<Verification> verifications, boolean lint, Console console)
            throws IOException {
        boolean sound = verifications.stream().allMatch(Verification::isSound);
        if (console.json()) {
            console.resultLine(json(place, sound, verifications));
        } else {
            StringBuilder out = new StringBuilder();
            verifications.forEach(v -> lines(v, out, console));
            console.result(out.toString());
        }
        boolean odd = verifications.stream().anyMatch(v -> LintLines.isOdd(v.findings()));
        return sound && !(lint && odd) ? ExitStatus.DONE : ExitStatus.MISMATCH;
    }

    private static void lines(Verification verification, StringBuilder out, Console console) {
        String word = verification.isSound()
                ? console.palette().green("sound")
                : console.palette().red("broken");
        out.append(word)
                .append("  ")
                .append(verification.image().root().digest())
                .append("  ")
                .append(Shown.count(verification.documents(), "document"))
                .append(", ")
                .append(Shown.count(verification.blobs(), "blob"))
                .append(", ")
                .append(Shown.size(verification.bytes()));
        if (!verification.image().names().isEmpty()) {
            out.append("  ")
                    .append(Shown.text(String.join(", ", verification.image().names())));
        }
        out.append('\n');
        // A mismatch is told in full always: each is another place to mend.
        List<Finding> findings = verification.findings();
        FindingLines each = new FindingLines(verification.image().root().digest(), true);
        FindingLines folded = new FindingLines(verification.image().root().digest(), console.verbose());
        for (Severity severity :
                List.of(Severity.ERROR, Severity.LOSS, Severity.CORRECTION, Severity.WARNING, Severity.NOTE)) {
            FindingLines lines = severity == Severity.ERROR ? each : folded;
            Label label = Label.asFound(severity);
            for (String line : lines.lines(findings, severity)) {
                out.append(label.painted(console.palette()))
                        .append(' ')
                        .append(line)
                        .append('\n');
            }
        }
    }

    private static byte[] json(String place, boolean sound, List<Verification> verifications) {
        ReportWriter out = new ReportWriter("ambidock.verification.v1");
        out.text("place", place);
        out.flag("sound", sound);
        out.objects("images", verifications, verification -> {
            out.texts("names", verification.image().names());
            out.descriptor(verification.image().root());
            out.flag("sound", verification.isSound());
            out.flag("odd", LintLines.isOdd(verification.findings()));
            out.number("documents", verification.documents());
            out.number("blobs", verification.blobs());
            out.number("bytes", verification.bytes());
            out.findings("findings", verification.findings());
        });
        return out.end();
    }
}
