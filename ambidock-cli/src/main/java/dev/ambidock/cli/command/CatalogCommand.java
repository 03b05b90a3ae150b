// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.report.ReportWriter;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.registry.Registries;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock catalog}. */
final class CatalogCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Lists the repositories of a registry, one a line, in the registry's order. Many registries",
                "keep that list to their administrators, or have none.");
        Options.operand(spec, "HOST", 0, true, "The registry, with its port");
        RegistryOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String host = RegistryHost.of(Options.operand(parsed, 0).orElseThrow());
        List<String> repositories;
        try (Registries registries =
                new Registries(RegistryOptions.sides(parsed, console).source())) {
            repositories =
                    Failures.opening(Side.SOURCE, () -> registries.catalog(host).all());
        }
        if (console.json()) {
            ReportWriter out = new ReportWriter("ambidock.catalog.v1");
            out.text("registry", host);
            out.texts("repositories", repositories);
            console.resultLine(out.end());
        } else if (!repositories.isEmpty()) {
            console.result(String.join("\n", repositories) + "\n");
        }
        return ExitStatus.DONE;
    }
}
