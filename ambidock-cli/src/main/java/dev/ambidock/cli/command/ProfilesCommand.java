// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.plan.ConsumerProfile;
import dev.ambidock.report.ReportWriter;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock profiles}. */
final class ProfilesCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Lists who images can be made to fit with --for: what they read, why, and where that is written.");
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        if (console.json()) {
            ReportWriter out = new ReportWriter("ambidock.profiles.v1");
            out.objects("profiles", ConsumerProfile.all(), profile -> {
                out.text("name", profile.name());
                out.text("summary", profile.summary());
                out.text("reason", profile.reason());
                out.text("source", profile.source());
            });
            console.resultLine(out.end());
            return ExitStatus.DONE;
        }
        StringBuilder text = new StringBuilder();
        for (ConsumerProfile profile : ConsumerProfile.all()) {
            text.append(console.palette().bold(profile.name()))
                    .append("\n  reads:  ")
                    .append(profile.summary())
                    .append("\n  since:  ")
                    .append(profile.reason())
                    .append("\n  source: ")
                    .append(profile.source())
                    .append('\n');
        }
        console.result(text.toString());
        return ExitStatus.DONE;
    }
}
