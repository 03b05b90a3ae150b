// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.diff.DiffRow;
import dev.ambidock.diff.DocumentDiff;
import dev.ambidock.diff.ImageDiff;
import dev.ambidock.diff.Relation;
import dev.ambidock.model.Descriptor;
import dev.ambidock.table.FormatTable;
import java.util.List;
import java.util.Locale;

/** A comparison as a person reads it: the verdict, then each document field by field, then what the words mean. */
public final class DiffLines {
    private static final int WORD = 7;
    private static final int SHORTEST_NAME = 13;
    private static final int SHORTEST_VALUE = 30;
    private static final int DEEPEST_INDENT = 4;

    private final ImageDiff diff;
    private final Palette palette;
    private final int columns;
    private final StringBuilder out = new StringBuilder();

    private DiffLines(ImageDiff diff, Palette palette, int columns) {
        this.diff = diff;
        this.palette = palette;
        this.columns = columns;
    }

    /**
     * The text, with a line feed behind each line.
     *
     * @param first what A is
     * @param second what B is
     */
    public static String of(ImageDiff diff, String first, String second, Palette palette, int columns) {
        DiffLines lines = new DiffLines(diff, palette, columns);
        lines.verdict();
        lines.out.append("  A  ").append(Shown.text(first)).append('\n');
        lines.out.append("  B  ").append(Shown.text(second)).append('\n');
        diff.documents().forEach(lines::document);
        lines.alone("in A only", diff.onlyFirst());
        lines.alone("in B only", diff.onlySecond());
        new DiffLegend(diff, palette, columns).append(lines.out);
        return lines.out.toString();
    }

    private void verdict() {
        String sentence = diff.verdict().sentence();
        String painted = switch (diff.verdict()) {
            case IDENTICAL, SAME_IMAGE -> palette.green(sentence);
            case SAME_IMAGE_WITH_LOSSES, UNDECIDED -> palette.yellow(sentence);
            case DIFFERENT -> palette.red(sentence);
        };
        out.append(palette.bold(painted)).append('\n');
    }

    private void document(DocumentDiff document) {
        Descriptor first = document.first();
        out.append('\n').append(palette.bold(kind(first)));
        first.platform().ifPresent(p -> out.append("  ").append(Shown.text(p.toString())));
        Descriptor second = document.second();
        if (document.identical()) {
            out.append("  identical, ").append(size(first)).append("\n     ");
            out.append(first.digest()).append('\n');
            return;
        }
        out.append("  ").append(size(first)).append(" -> ").append(size(second));
        out.append(document.respelled() ? ", the same fields in another spelling\n" : "\n");
        out.append("  A  ").append(first.digest()).append('\n');
        out.append("  B  ").append(second.digest()).append('\n');
        String group = "";
        for (int from = 0; from < document.rows().size(); ) {
            int to = from;
            group = parent(document.rows().get(from).pointer());
            while (to < document.rows().size()
                    && parent(document.rows().get(to).pointer()).equals(group)) {
                to++;
            }
            group(group, document.rows().subList(from, to));
            from = to;
        }
    }

    private static String kind(Descriptor descriptor) {
        return switch (FormatTable.role(descriptor.mediaType())) {
            case INDEX -> "index";
            case MANIFEST -> "manifest";
            case CONFIG -> "config";
            default -> "document";
        };
    }

    private static String size(Descriptor descriptor) {
        String family = FormatTable.family(descriptor.mediaType()).label();
        return family + " " + descriptor.size() + " bytes";
    }

    private void group(String parent, List<DiffRow> rows) {
        if (!parent.isEmpty()) {
            out.append("  ").append(palette.dim(Shown.text(parent))).append('\n');
        }
        int indent = parent.isEmpty() ? 2 : 4;
        int widest = rows.stream().mapToInt(r -> name(r).length()).max().orElse(0);
        int most = Math.max(SHORTEST_NAME, columns - WORD - 1 - SHORTEST_VALUE);
        int width = Math.max(SHORTEST_NAME, Math.min(most, widest)) + DEEPEST_INDENT - indent;
        rows.forEach(row -> row(row, indent, width));
    }

    private void row(DiffRow row, int indent, int width) {
        String name = name(row);
        String word =
                String.format(Locale.ROOT, "%-" + WORD + "s", row.relation().label());
        boolean fits = name.length() <= width;
        out.append(" ".repeat(indent)).append(name);
        out.append(fits ? " ".repeat(width - name.length() + 1) : "\n" + " ".repeat(indent + width + 1));
        out.append(painted(row.relation(), word)).append(' ');
        int room = columns - indent - width - WORD - 2;
        if (row.first().isEmpty() || row.second().isEmpty() || row.relation() == Relation.SAME) {
            single(row, room);
        } else {
            pair(row, room, indent + width + WORD + 2);
        }
    }

    private void single(DiffRow row, int room) {
        String value = Shown.shortDigest(value(row.first().isEmpty() ? row.second() : row.first()));
        out.append(value.isEmpty() ? "\"\"" : Shown.cut(value, room)).append('\n');
    }

    /** A row has raw JSON of objects and arrays, and the bare text of strings. */
    private static String value(String text) {
        boolean nested = text.startsWith("{") || text.startsWith("[");
        return nested ? Shown.compact(text) : Shown.text(text);
    }

    private void pair(DiffRow row, int room, int column) {
        String one = shown(row.first(), row.second());
        String two = shown(row.second(), row.first());
        if (one.length() + two.length() + 4 <= room) {
            out.append(one).append(" -> ").append(two).append('\n');
        } else if (Math.max(one.length(), two.length()) + 2 <= room) {
            out.append("A ").append(one).append('\n');
            out.append(" ".repeat(column)).append("B ").append(two).append('\n');
        } else {
            out.setLength(out.length() - 1);
            out.append('\n');
            out.append("      A ").append(Shown.cut(one, columns - 8)).append('\n');
            out.append("      B ").append(Shown.cut(two, columns - 8)).append('\n');
        }
    }

    /** Shortened only if what is left still tells both sides apart. */
    private static String shown(String text, String other) {
        String shortened = Shown.shortDigest(text);
        return value(shortened.equals(Shown.shortDigest(other)) ? text : shortened);
    }

    private String painted(Relation relation, String word) {
        return switch (relation) {
            case SAME -> palette.dim(word);
            case RENAMED, FOLLOWS -> palette.cyan(word);
            case CHANGED -> palette.yellow(word);
            case LOST -> palette.red(word);
            case ADDED -> palette.green(word);
        };
    }

    private void alone(String title, List<String> children) {
        if (!children.isEmpty()) {
            out.append('\n').append(palette.bold(title)).append('\n');
            children.forEach(c -> out.append("  ").append(Shown.text(c)).append('\n'));
        }
    }

    private static String parent(String pointer) {
        return pointer.isEmpty() ? "" : pointer.substring(0, pointer.lastIndexOf('/'));
    }

    private static String name(DiffRow row) {
        String last = row.pointer().substring(row.pointer().lastIndexOf('/') + 1);
        return Shown.text(last.replace("~1", "/").replace("~0", "~"));
    }
}
