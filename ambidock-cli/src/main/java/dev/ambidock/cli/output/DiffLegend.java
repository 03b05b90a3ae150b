// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.diff.DiffRow;
import dev.ambidock.diff.DocumentDiff;
import dev.ambidock.diff.ImageDiff;
import dev.ambidock.diff.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Explains the words that a comparison used, to somebody who sees them for the first time. */
final class DiffLegend {
    private static final int INDENT = 11;

    private final ImageDiff diff;
    private final Palette palette;
    private final int columns;

    DiffLegend(ImageDiff diff, Palette palette, int columns) {
        this.diff = diff;
        this.palette = palette;
        this.columns = columns;
    }

    void append(StringBuilder out) {
        boolean titled = false;
        for (Relation relation : Relation.values()) {
            long rows =
                    diff.documents().stream().mapToLong(d -> d.count(relation)).sum();
            if (rows == 0) {
                continue;
            }
            if (!titled) {
                out.append('\n').append(palette.bold("what the words mean")).append('\n');
                titled = true;
            }
            entry(out, relation, rows);
        }
    }

    private void entry(StringBuilder out, Relation relation, long rows) {
        StringBuilder text = new StringBuilder(meaning(relation));
        if (relation == Relation.LOST) {
            reasons().forEach(r -> text.append(' ').append(r).append('.'));
        }
        text.append(" (").append(Shown.count(rows, "field")).append(")");
        String head = String.format(Locale.ROOT, "  %-" + (INDENT - 2) + "s", relation.label());
        for (String line : wrapped(text.toString(), columns - INDENT)) {
            out.append(head).append(line).append('\n');
            head = " ".repeat(INDENT);
        }
    }

    private static String meaning(Relation relation) {
        return switch (relation) {
            case SAME -> "Both say the same. A digest that is the same means that the content behind it is too.";
            case RENAMED ->
                "OCI and Docker name the same kind of content differently. Only the label differs, the content keeps"
                        + " its bytes.";
            case FOLLOWS ->
                "A digest or size that points to a document which differs. It had to follow; the document itself is"
                        + " compared in its own section.";
            case CHANGED -> "The two say different things.";
            case LOST -> "In A only: B does not say it.";
            case ADDED -> "In B only: A does not say it.";
        };
    }

    private Set<String> reasons() {
        Set<String> reasons = new LinkedHashSet<>();
        for (DocumentDiff document : diff.documents()) {
            for (DiffRow row : document.rows()) {
                if (row.relation() == Relation.LOST && !row.comment().isEmpty()) {
                    reasons.add(row.comment());
                }
            }
        }
        return reasons;
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
