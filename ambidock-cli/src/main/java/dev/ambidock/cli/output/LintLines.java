// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import dev.ambidock.report.ReportWriter;
import java.util.List;

/** What a linter says: a line for each finding, with the document and the place in it, for people and for programs. */
public final class LintLines {
    private LintLines() {}

    /** Whether there is more than notes. */
    public static boolean isOdd(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.severity() != Severity.NOTE);
    }

    /** One line each: severity, document and pointer, code, text. */
    public static String text(List<Finding> findings, Palette palette) {
        if (findings.isEmpty()) {
            return "nothing odd\n";
        }
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            String document = finding.document()
                    .map(d -> d.algorithm().id() + ":" + d.shortHex())
                    .orElse("");
            out.append(Label.asFound(finding.severity()).painted(palette))
                    .append(' ')
                    .append(document)
                    .append('#')
                    .append(Shown.text(finding.pointer()))
                    .append(' ')
                    .append(finding.code().id())
                    .append(": ")
                    .append(Shown.text(finding.text()))
                    .append('\n');
        }
        return out.toString();
    }

    /** An object by the schema {@code ambidock.lint.v1}. */
    public static byte[] json(String place, List<Finding> findings) {
        ReportWriter out = new ReportWriter("ambidock.lint.v1");
        out.text("place", place);
        out.flag("odd", isOdd(findings));
        out.findings("findings", findings);
        return out.end();
    }
}
