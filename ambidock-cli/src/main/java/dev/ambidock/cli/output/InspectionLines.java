// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.inspect.ConfigSummary;
import dev.ambidock.inspect.InspectedNode;
import dev.ambidock.inspect.Inspection;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Platform;
import dev.ambidock.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An inspection as a person reads it. */
public final class InspectionLines {
    private final Palette palette;
    private final int columns;
    private final StringBuilder out = new StringBuilder();

    private InspectionLines(Palette palette, int columns) {
        this.palette = palette;
        this.columns = columns;
    }

    /** Everything about each document, and what is odd. */
    public static String full(Inspection inspection, Palette palette, int columns, boolean each) {
        InspectionLines lines = new InspectionLines(palette, columns);
        for (InspectedNode node : inspection.nodes()) {
            lines.node(node);
        }
        lines.findings(inspection, each);
        return lines.out.toString();
    }

    /** One line for each document. */
    public static String tree(Inspection inspection, Palette palette, boolean each) {
        InspectionLines lines = new InspectionLines(palette, 0);
        inspection.nodes().forEach(lines::branch);
        lines.findings(inspection, each);
        return lines.out.toString();
    }

    private void branch(InspectedNode node) {
        StringBuilder line = new StringBuilder("  ".repeat(node.depth()));
        line.append(palette.bold(Shown.text(node.nature())));
        node.platform().ifPresent(p -> line.append("  ").append(Shown.text(p.toString())));
        line.append("  ").append(node.family().label()).append("  ");
        line.append(
                node.depth() == 0
                        ? node.descriptor().digest().toString()
                        : Shown.shortDigest(node.descriptor().digest().toString()));
        if (node.layers().isEmpty()) {
            line.append("  ").append(Shown.size(node.descriptor().size()));
        } else {
            line.append("  ").append(Shown.count(node.layers().size(), "layer"));
            line.append(", ").append(Shown.size(node.layerBytes()));
        }
        out.append(line).append('\n');
    }

    private void node(InspectedNode node) {
        String indent = "  ".repeat(node.depth());
        if (out.length() > 0) {
            out.append('\n');
        }
        out.append(indent).append(palette.bold(Shown.text(node.nature()))).append('\n');
        String stated = node.mediaTypeStated() ? "" : "  (not stated in the document)";
        line(indent, "family", node.family().label());
        line(indent, "type", Shown.text(node.descriptor().mediaType().text()) + stated);
        line(indent, "digest", node.descriptor().digest().toString());
        line(indent, "size", sizes(node.descriptor().size()));
        node.platform().filter(Platform::isNamed).ifPresent(p -> line(indent, "platform", platform(p)));
        node.imageId()
                .filter(id -> !id.equals(node.descriptor().digest()))
                .ifPresent(id -> line(indent, "image ID", id.toString()));
        layers(indent, node);
        node.config().ifPresent(config -> config(indent, config));
    }

    private static String platform(Platform platform) {
        return Shown.text(platform + platform.osVersion().map(v -> " " + v).orElse(""));
    }

    private void layers(String indent, InspectedNode node) {
        if (node.layers().isEmpty()) {
            return;
        }
        line(indent, "layers", node.layers().size() + ", together " + sizes(node.layerBytes()));
        for (Descriptor layer : node.layers()) {
            String size = String.format(Locale.ROOT, "%9s", Shown.size(layer.size()));
            line(
                    indent,
                    "",
                    Shown.shortDigest(layer.digest().toString()) + " " + size + "  "
                            + Shown.text(layer.mediaType().text()));
        }
    }

    private void config(String indent, ConfigSummary config) {
        config.created().ifPresent(c -> line(indent, "created", Shown.text(c)));
        for (ConfigSummary.Setting setting : config.settings()) {
            cut(indent, setting.name(), Shown.compact(setting.json()));
        }
        if (!config.dockerOnly().isEmpty()) {
            line(indent, "Docker only", Shown.text(String.join(", ", config.dockerOnly())));
        }
    }

    private static String sizes(long bytes) {
        return bytes < 1000 ? bytes + " bytes" : Shown.size(bytes) + " (" + bytes + " bytes)";
    }

    private void line(String indent, String name, String value) {
        out.append(head(indent, name)).append(value).append('\n');
    }

    private void cut(String indent, String name, String value) {
        String head = head(indent, Shown.text(name));
        out.append(head)
                .append(Shown.cut(value, Math.max(40, columns - head.length())))
                .append('\n');
    }

    private static String head(String indent, String name) {
        return indent + "  " + String.format(Locale.ROOT, "%-12s", name) + " ";
    }

    private void findings(Inspection inspection, boolean each) {
        FindingLines lines = new FindingLines(inspection.root().descriptor().digest(), each);
        List<Finding> findings = inspection.findings();
        String all =
                List.of(Severity.ERROR, Severity.LOSS, Severity.CORRECTION, Severity.WARNING, Severity.NOTE).stream()
                        .flatMap(s -> lines.lines(findings, s).stream()
                                .map(text -> Label.asFound(s).painted(palette) + " " + text + "\n"))
                        .collect(Collectors.joining());
        if (!all.isEmpty()) {
            out.append('\n').append(all);
        }
    }
}
