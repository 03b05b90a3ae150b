// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Severity;
import dev.ambidock.report.Reports;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells why a command ended: what failed on which object, and what to try. */
public final class ProblemLines {
    private ProblemLines() {}

    /** Prints a problem on standard error; a refusal as JSON if that is wanted. */
    public static void print(Problem problem, Console console) {
        if (problem.findings().isEmpty()) {
            console.error(head(problem.object(), console) + Shown.text(problem.what()));
            remedy(problem.remedy(), console);
        } else if (console.json()) {
            console.error(new String(Reports.refusal(problem.findings()), StandardCharsets.UTF_8));
        } else {
            refusal(problem, console);
        }
    }

    private static void refusal(Problem problem, Console console) {
        Map<FindingCode, List<Finding>> errors = new LinkedHashMap<>();
        for (Finding finding : problem.findings()) {
            if (finding.severity() == Severity.ERROR) {
                errors.computeIfAbsent(finding.code(), c -> new ArrayList<>()).add(finding);
            }
        }
        for (Map.Entry<FindingCode, List<Finding>> group : errors.entrySet()) {
            int shown = console.verbose() ? group.getValue().size() : 1;
            for (Finding finding : group.getValue().subList(0, shown)) {
                int more = group.getValue().size() - shown;
                console.error(head(problem.object(), console)
                        + text(finding)
                        + (more > 0 ? " (and " + more + " more like it; --verbose shows all)" : ""));
            }
            remedy(remedy(problem, group.getKey()), console);
        }
        if (errors.containsKey(FindingCode.STRICT_REFUSAL)) {
            Finding any = problem.findings().get(0);
            any.document()
                    .ifPresent(root -> new FindingLines(root, console.verbose())
                            .print(problem.findings(), Severity.CORRECTION, console));
        }
    }

    private static String remedy(Problem problem, FindingCode code) {
        if (problem.isOfWholeImage()) {
            switch (code) {
                case MISSING_CHILD -> {
                    return "--sparse skip|keep, or --platform with those that are there";
                }
                case CONFIG_NEEDED -> {
                    return "a place that holds all of the image";
                }
                case PLATFORM_UNKNOWN -> {
                    return "--assume-platform OS/ARCH";
                }
                default -> {
                    // The code's own advice fits.
                }
            }
        }
        return code.remedy();
    }

    private static String text(Finding finding) {
        String text = Shown.text(finding.text());
        boolean placed = finding.pointer().isEmpty() || text.contains(", at byte ");
        return text + (placed ? "" : ", at " + Shown.text(finding.pointer()));
    }

    private static void remedy(String remedy, Console console) {
        if (!remedy.isEmpty()) {
            console.error("  try: " + remedy);
        }
    }

    private static String head(String object, Console console) {
        return console.errorHead() + " " + (object.isEmpty() ? "" : Shown.text(object) + ": ");
    }
}
