// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.DocumentFile;
import dev.ambidock.cli.input.Subject;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.DiffLines;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
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
                "Tells whether two images or documents are the same image, and field by field how they differ: the same,"
                        + " renamed (each format's own name for the same thing), follows (a digest or size that points"
                        + " to what differs), changed, lost or added.",
                "",
                "One alone is compared with its own conversion.");
        Options.operand(spec, "A", 0, true, SharedOptions.OPERAND);
        Options.operand(spec, "B", 1, false, "What to compare with, spelled likewise");
        PolicyOptions.addTarget(spec, "--to", "Without B: the format to convert A to (the one that it does not have)");
        Options.values(spec, "--children-b", "DIR", "Folder with what B names (that of --children)");
        SharedOptions.addInput(spec);
        PolicyOptions.add(spec);
        RegistryOptions.add(spec);
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
        try (Subject first = Subjects.open(parsed, console, a, children)) {
            if (b.isPresent()) {
                List<String> others = Options.values(parsed, "--children-b");
                try (Subject second = Subjects.open(parsed, console, b.get(), others.isEmpty() ? children : others)) {
                    return compare(first, second.graph(), b.get(), console);
                }
            }
            Family to = target.orElse(first.graph().root().family().opposite());
            ConversionRequest request = target.isPresent() ? policies : PolicyOptions.request(parsed, to);
            DescriptorGraph converted = SharedOptions.images(parsed, console)
                    .converted(a, first.plan(request).plan());
            return compare(first, converted, "its conversion to " + to.label(), console);
        }
    }

    private static ExitStatus compare(Subject first, DescriptorGraph second, String name, Console console)
            throws Problem, IOException {
        ImageDiff diff = ImageDiff.between(first.graph(), second);
        if (console.json()) {
            console.resultLine(Reports.diff(diff));
        } else {
            console.result(DiffLines.of(diff, first.name(), name, console.palette(), console.columns()));
        }
        if (diff.verdict() == ImageDiff.Verdict.UNDECIDED) {
            throw Problem.failed(first.name(), diff.verdict().sentence(), first.remedyForMissing());
        }
        return diff.verdict() == ImageDiff.Verdict.DIFFERENT ? ExitStatus.MISMATCH : ExitStatus.DONE;
    }

    private static void check(String a, Optional<String> b, Optional<Family> target) throws Problem {
        if (b.isPresent() && target.isPresent()) {
            throw Problem.usage("--to", "with two documents nothing is converted", "ambidock diff A --to ...");
        }
        if (b.isPresent() && readsStandardInput(a) && readsStandardInput(b.get())) {
            throw Problem.usage("-", "standard input can be only one of the two", "");
        }
    }

    private static boolean readsStandardInput(String operand) throws Problem {
        Optional<Locator> locator = Locator.find(operand);
        return operand.equals(DocumentFile.STDIN)
                || (locator.isPresent() && locator.get().isStandardStream());
    }
}
