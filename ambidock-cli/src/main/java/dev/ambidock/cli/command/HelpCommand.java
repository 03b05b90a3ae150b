// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock help}. */
final class HelpCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("Shows help for a verb, or the list of verbs.");
        Options.operand(spec, "VERB", 0, false, "The verb to explain");
        return SharedOptions.help(spec, ExitStatus.DONE, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        Optional<String> name = Options.operand(parsed, 0);
        if (name.isEmpty()) {
            console.result(CommandTree.help());
            return ExitStatus.DONE;
        }
        Optional<Verb> verb = Verb.find(name.get());
        if (verb.isEmpty()) {
            throw CommandTree.unknownVerb(name.get());
        }
        console.result(CommandTree.help(verb.get()));
        return ExitStatus.DONE;
    }
}
