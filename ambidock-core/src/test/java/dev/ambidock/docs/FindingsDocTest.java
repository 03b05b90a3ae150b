// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.docs;

import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Severity;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/findings.md} from the finding codes. */
class FindingsDocTest {
    private static final String HEAD = """
            # Findings

            A finding is one thing that a reader should know of a document or of its conversion. Nothing is dropped,
            corrected or refused without one. The names are stable and never used for another meaning. This file is written
            from the code's list (`FindingCode`) by `FindingsDocTest`; `-Dgolden.update=true` writes it anew.

            A finding about a document also names it by digest and the place in it by JSON pointer; each says in one
            sentence what was found.

            """;

    @Test
    void listSaysWhatTheCodeHas() {
        new GoldenFile("docs/findings.md").mustBe(document());
    }

    private static String document() {
        StringBuilder out = new StringBuilder(HEAD);
        Severity[] mildestFirst = Severity.values();
        for (int i = mildestFirst.length - 1; i >= 0; i--) {
            Severity severity = mildestFirst[i];
            out.append(title(severity));
            out.append("| id | severity | meaning | what to try |\n| --- | --- | --- | --- |\n");
            for (FindingCode code : FindingCode.values()) {
                if (code.severity() == severity) {
                    out.append("| `").append(code.id()).append("` | ");
                    out.append(word(severity)).append(" | ");
                    out.append(cell(code.meaning())).append(" | ");
                    out.append(cell(code.remedy())).append(" |\n");
                }
            }
            out.append(i == 0 ? "" : "\n");
        }
        return out.toString();
    }

    private static String title(Severity severity) {
        return switch (severity) {
            case ERROR -> "## Errors: there is no result\n\n";
            case LOSS -> "## Losses: the target cannot say what the source said (`--strict` refuses)\n\n";
            case CORRECTION ->
                "## Corrections: the input was at odds with itself or with its target and was put right"
                        + " (`--strict` refuses)\n\n";
            case WARNING -> "## Warnings: odd or dangling, passed on as found\n\n";
            case NOTE -> "## Notes: worth knowing, nothing is lost\n\n";
        };
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case LOSS -> "loss";
            case CORRECTION -> "correction";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
