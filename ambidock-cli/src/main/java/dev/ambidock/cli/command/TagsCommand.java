// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.report.ReportWriter;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistryLocator;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock tags}. */
final class TagsCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("Lists the tags of a repository, one a line, in the registry's order.");
        Options.operand(spec, "REPO", 0, true, "docker://HOST/REPO, or bare HOST/REPO");
        RegistryOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        ImageName name = name(Options.operand(parsed, 0).orElseThrow());
        List<String> tags;
        try (Registries registries =
                new Registries(RegistryOptions.sides(parsed, console).source())) {
            tags = Failures.opening(Side.SOURCE, () -> new Tags(registries.repository(name)).all());
        }
        if (console.json()) {
            ReportWriter out = new ReportWriter("ambidock.tags.v1");
            out.text("repository", name.toString());
            out.texts("tags", tags);
            console.resultLine(out.end());
        } else if (!tags.isEmpty()) {
            console.result(String.join("\n", tags) + "\n");
        }
        return ExitStatus.DONE;
    }

    private static ImageName name(String operand) throws Problem {
        String scheme = "docker:";
        try {
            ImageName name = RegistryLocator.parse(
                            operand.startsWith(scheme + "//") ? operand.substring(scheme.length()) : "//" + operand)
                    .name();
            if (name.tag().isEmpty() && name.digest().isEmpty()) {
                return name;
            }
            throw Problem.usage(operand, "it names one image", name.host() + "/" + name.repository());
        } catch (MalformedTextException e) {
            throw Problem.usage(operand, e.rule(), "docker://HOST/REPO");
        }
    }
}
