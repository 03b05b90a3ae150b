// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.document.Change;
import dev.ambidock.model.Descriptor;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import java.util.List;
import java.util.Locale;

/** A plan as a person reads it: what each document becomes, what is lost, what would move. */
public final class PlanLines {
    private final ConversionPlan plan;
    private final Palette palette;
    private final int columns;
    private final StringBuilder out = new StringBuilder();

    private PlanLines(ConversionPlan plan, Palette palette, int columns) {
        this.plan = plan;
        this.palette = palette;
        this.columns = columns;
    }

    /** The text, with a line feed behind each line. */
    public static String of(ConversionPlan plan, Palette palette, int columns) {
        PlanLines lines = new PlanLines(plan, palette, columns);
        lines.head();
        plan.documents().forEach(lines::document);
        lines.steps();
        return lines.out.toString();
    }

    private void head() {
        String from = plan.graph().root().family().label();
        String to = plan.request().resultFamily().label();
        out.append(palette.bold("plan: " + from + " -> " + to)).append(", nothing written\n");
        if (plan.isExact()) {
            out.append("nothing changes: the result is the source, byte for byte\n");
        }
    }

    private void document(DocumentPlan document) {
        Descriptor before = document.source().descriptor();
        out.append('\n').append(palette.bold(document.source().kind().label())).append('\n');
        out.append("  old  ").append(descriptor(before)).append('\n');
        if (document.outcome() instanceof Outcome.Known known) {
            boolean same = known.descriptor().digest().equals(before.digest());
            out.append("  new  ").append(same ? "the same" : descriptor(known.descriptor()));
        } else if (document.outcome() instanceof Outcome.Pending pending) {
            out.append("  new  known once ")
                    .append(Shown.count(pending.layers().size(), "layer"))
                    .append(" was compressed anew");
        }
        out.append('\n');
        int width = document.changes().stream()
                .mapToInt(c -> Shown.text(c.pointer()).length())
                .max()
                .orElse(0);
        document.changes().forEach(c -> change(c, Math.min(width, 34)));
    }

    private static String descriptor(Descriptor descriptor) {
        return descriptor.digest() + "  " + descriptor.size() + " bytes";
    }

    private void change(Change change, int width) {
        String label = String.format(Locale.ROOT, "%-8s", change.kind().label());
        String pointer = Shown.text(change.pointer());
        String before = value(change.before());
        String after = value(change.after());
        String values = before.isEmpty() || after.isEmpty() ? before + after : before + " -> " + after;
        out.append("    ").append(painted(change.kind(), label)).append(' ');
        if (values.isEmpty()) {
            out.append(pointer).append('\n');
        } else if (pointer.length() <= width && 13 + width + 2 + values.length() <= columns) {
            out.append(pointer)
                    .append(" ".repeat(width - pointer.length() + 2))
                    .append(values)
                    .append('\n');
        } else {
            out.append(pointer).append('\n');
            for (String line : before.isEmpty() || after.isEmpty() ? List.of(values) : List.of(before, "-> " + after)) {
                out.append(" ".repeat(15)).append(Shown.cut(line, columns - 15)).append('\n');
            }
        }
    }

    private String painted(Change.Kind kind, String label) {
        return switch (kind) {
            case MEDIA_TYPE, LINK -> palette.cyan(label);
            case REMOVED -> palette.red(label);
            case ADDED -> palette.green(label);
            case VALUE -> palette.yellow(label);
        };
    }

    private static String value(String raw) {
        boolean quoted = raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"");
        return Shown.shortDigest(quoted ? Shown.text(raw.substring(1, raw.length() - 1)) : Shown.compact(raw));
    }

    private void steps() {
        out.append('\n')
                .append(palette.bold("steps of a whole-image conversion"))
                .append('\n');
        long layers = 0;
        long documents = 0;
        for (Step step : plan.steps()) {
            out.append("  ").append(text(step)).append('\n');
            if (step instanceof Step.CopyBlob copy && !copy.optional()) {
                layers += copy.blob().size();
            } else if (step instanceof Step.TranscodeLayer transcode) {
                layers += transcode.layer().size();
            } else if (step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known) {
                documents += known.descriptor().size();
            }
        }
        out.append("  bytes: ").append(Shown.size(layers)).append(" in blobs as they are now, ");
        out.append(Shown.size(documents)).append(" in documents\n");
    }

    private static String text(Step step) {
        return switch (step.kind()) {
            case COPY_BLOB -> {
                Step.CopyBlob copy = (Step.CopyBlob) step;
                yield (copy.optional() ? "name      " : "keep      ") + line(copy.blob());
            }
            case TRANSCODE_LAYER -> {
                Step.TranscodeLayer transcode = (Step.TranscodeLayer) step;
                yield "transcode " + line(transcode.layer()) + " to "
                        + transcode.to().name().toLowerCase(Locale.ROOT);
            }
            case PUT_DOCUMENT -> {
                Outcome outcome = ((Step.PutDocument) step).outcome();
                yield "write     " + (outcome instanceof Outcome.Known known ? line(known.descriptor()) : "a document");
            }
        };
    }

    private static String line(Descriptor descriptor) {
        String type = Shown.text(descriptor.mediaType().text());
        return Shown.shortDigest(descriptor.digest().toString())
                + String.format(Locale.ROOT, " %9s  ", Shown.size(descriptor.size()))
                + type;
    }
}
