// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.InspectionLines;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.inspect.Inspection;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import dev.ambidock.report.Reports;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock inspect}. */
final class InspectCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Tells what a document is: its kind, format, platforms and sizes, what its config says, and what is odd"
                        + " about it. With --children, of the documents that it names too.");
        Options.operand(spec, "FILE", 0, true, "A manifest, index or config; - for standard input");
        Options.flag(spec, "--tree", "One line for each document");
        Options.flag(spec, "--raw", "The document's own bytes, checked to be a document");
        Options.flag(spec, "--config", "The bytes of the image's config (needs --children)");
        SharedOptions.addInput(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String file = Options.operand(parsed, 0).orElseThrow();
        boolean raw = Options.isSet(parsed, "--raw");
        boolean config = Options.isSet(parsed, "--config");
        boolean tree = Options.isSet(parsed, "--tree");
        if ((raw ? 1 : 0) + (config ? 1 : 0) + (tree ? 1 : 0) > 1) {
            throw Problem.usage("inspect", "--raw, --config and --tree exclude each other", "one of them");
        }
        DescriptorGraph graph = SharedOptions.images(parsed, console).graph(file, SharedOptions.children(parsed));
        if (raw) {
            console.result(graph.root().bytes());
        } else if (config) {
            console.result(config(file, graph));
        } else {
            show(Inspector.inspect(graph, Limits.defaults().nodes()), tree, console);
        }
        return ExitStatus.DONE;
    }

    private static void show(Inspection inspection, boolean tree, Console console) throws IOException {
        if (console.json()) {
            console.resultLine(Reports.inspection(inspection));
        } else if (tree) {
            console.result(InspectionLines.tree(inspection, console.palette(), console.verbose()));
        } else {
            console.result(InspectionLines.full(inspection, console.palette(), console.columns(), console.verbose()));
        }
    }

    private static Bytes config(String file, DescriptorGraph graph) throws Problem {
        Document root = graph.root();
        if (root.kind() == DocumentKind.CONFIG) {
            return root.bytes();
        }
        if (root.kind() != DocumentKind.MANIFEST) {
            throw Problem.usage(file, "this is no manifest, so it names no config", "the manifest of one platform");
        }
        Optional<Document> config =
                graph.document(((ManifestDocument) root).config().descriptor().digest());
        if (config.isEmpty()) {
            throw Problem.usage(file, "its config is not at hand", "--children DIR with the config in it");
        }
        return config.get().bytes();
    }
}
