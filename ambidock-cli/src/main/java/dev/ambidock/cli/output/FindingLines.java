// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as lines: those of one code folded into one, unless every one is wanted. */
public final class FindingLines {
    private final Digest root;
    private final boolean each;

    /**
     * Lines about an image.
     *
     * @param root a finding about any other document names it
     * @param each whether to fold nothing
     */
    public FindingLines(Digest root, boolean each) {
        this.root = root;
        this.each = each;
    }

    /** Prints findings on standard error, errors left out, mildest last. */
    public void print(List<Finding> findings, Severity mildest, Console console) {
        for (Severity severity : List.of(Severity.LOSS, Severity.CORRECTION, Severity.WARNING, Severity.NOTE)) {
            if (severity.compareTo(mildest) >= 0) {
                for (String line : lines(findings, severity)) {
                    console.note(Label.of(severity), line);
                }
            }
        }
    }

    /** The lines for findings of one severity, without its label. */
    public List<String> lines(List<Finding> findings, Severity severity) {
        Map<FindingCode, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.severity() == severity) {
                groups.computeIfAbsent(finding.code(), c -> new ArrayList<>()).add(finding);
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<Finding> group : groups.values()) {
            if (each) {
                group.forEach(f -> lines.add(line(f)));
            } else {
                lines.add(folded(group));
            }
        }
        return lines;
    }

    private String folded(List<Finding> group) {
        Finding first = group.get(0);
        if (group.size() == 1) {
            return line(first);
        }
        String places = group.size() + " places, the first " + (first.pointer().isEmpty() ? "" : "is ");
        String where = first.pointer().isEmpty() ? document(first) : Shown.text(first.pointer()) + document(first);
        return first.code().meaning() + " (" + places + where.strip() + "; --verbose shows all)";
    }

    private String line(Finding finding) {
        String text = Shown.text(finding.text());
        boolean placed = finding.pointer().isEmpty() || text.contains(", at byte ");
        return text + (placed ? "" : ", at " + Shown.text(finding.pointer())) + document(finding);
    }

    private String document(Finding finding) {
        return finding.document()
                .filter(d -> !d.equals(root))
                .map(d -> " in " + d.algorithm().id() + ":" + d.shortHex())
                .orElse("");
    }
}
