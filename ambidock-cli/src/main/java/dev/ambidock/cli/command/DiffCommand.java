// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.DocumentFile;
import dev.ambidock.cli.input.Images;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.DiffLines;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.diff.ImageDiff;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.report.Reports;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock diff}. */
final class DiffCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Tells whether two documents are the same image, and field by field how they differ: the same,"
                        + " renamed (each format's own name for the same thing), follows (a digest or size that points"
                        + " to what differs), changed, lost or added.",
                "",
                "With one document, it is compared with its own conversion.");
        Options.operand(spec, "A", 0, true, "A manifest, index or config; - for standard input");
        Options.operand(spec, "B", 1, false, "The document to compare with");
        PolicyOptions.addTarget(spec, "--to", "Without B: the format to convert A to (the one that it does not have)");
        Options.values(spec, "--children-b", "DIR", "Folder with what B names (that of --children)");
        SharedOptions.addInput(spec);
        PolicyOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.values());
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String a = Options.operand(parsed, 0).orElseThrow();
        Optional<String> b = Options.operand(parsed, 1);
        Optional<Family> target = PolicyOptions.target(parsed, "--to");
        ConversionRequest policies = PolicyOptions.request(parsed, target.orElse(Family.OCI));
        check(a, b, target);
        List<String> children = SharedOptions.children(parsed);
        Images images = SharedOptions.images(parsed, console);
        DescriptorGraph first = images.graph(a, children);
        DescriptorGraph second;
        String name;
        if (b.isPresent()) {
            List<String> others = Options.values(parsed, "--children-b");
            second = images.graph(b.get(), others.isEmpty() ? children : others);
            name = b.get();
        } else {
            Family to = target.orElse(first.root().family().opposite());
            ConversionRequest request = target.isPresent() ? policies : PolicyOptions.request(parsed, to);
            second = images.converted(a, Images.plan(a, children, first, request));
            name = "its conversion to " + to.label();
        }
        ImageDiff diff = ImageDiff.between(first, second);
        if (console.json()) {
            console.resultLine(Reports.diff(diff));
        } else {
            console.result(DiffLines.of(diff, a, name, console.palette(), console.columns()));
        }
        if (diff.verdict() == ImageDiff.Verdict.UNDECIDED) {
            throw Problem.failed(a, diff.verdict().sentence(), "--children DIR with what the documents name");
        }
        return diff.verdict() == ImageDiff.Verdict.DIFFERENT ? ExitStatus.MISMATCH : ExitStatus.DONE;
    }

    private static void check(String a, Optional<String> b, Optional<Family> target) throws Problem {
        if (b.isPresent() && target.isPresent()) {
            throw Problem.usage("--to", "with two documents nothing is converted", "ambidock diff A --to ...");
        }
        if (a.equals(DocumentFile.STDIN) && b.filter(DocumentFile.STDIN::equals).isPresent()) {
            throw Problem.usage("-", "standard input can be only one of the two", "");
        }
    }
}
