// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.Images;
import dev.ambidock.cli.input.Subject;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.FindingLines;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.report.Reports;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock digest}. */
final class DigestCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Prints the digest that an image or a document has or, with --as, would have after conversion. The"
                        + " policies change it just as they change the result of convert.");
        Options.operand(spec, "REF", 0, true, SharedOptions.OPERAND);
        PolicyOptions.addTarget(spec, "--as", "The digest after conversion to this format");
        SharedOptions.addInput(spec);
        PolicyOptions.add(spec);
        RegistryOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE, ExitStatus.REFUSED);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String ref = Options.operand(parsed, 0).orElseThrow();
        Optional<Family> target = PolicyOptions.target(parsed, "--as");
        ConversionRequest request = PolicyOptions.request(parsed, target.orElse(Family.OCI));
        Descriptor descriptor;
        try (Subject subject = Subjects.open(parsed, console, ref, SharedOptions.children(parsed))) {
            descriptor = subject.graph().root().descriptor();
            if (target.isPresent()) {
                Subject.Planned planned = subject.plan(request);
                Images.requireKnown(ref, planned.plan());
                descriptor = planned.plan().rootDescriptor();
                Severity mildest = console.verbose() ? Severity.NOTE : Severity.WARNING;
                new FindingLines(subject.graph().root().digest(), console.verbose())
                        .print(planned.findings(), mildest, console);
            }
        }
        if (console.json()) {
            console.resultLine(Reports.digest(descriptor));
        } else {
            console.result(descriptor.digest() + "\n");
        }
        return ExitStatus.DONE;
    }
}
