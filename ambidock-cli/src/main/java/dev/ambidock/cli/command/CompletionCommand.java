// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import java.io.IOException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock completion}. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Prints a script that completes verbs, options and their values, and, once HOST/REPO: is typed,",
                "the tags that the registry lists.",
                "",
                "bash, zsh:  source <(ambidock completion bash)",
                "fish:       ambidock completion fish | source");
        spec.addPositional(picocli.CommandLine.Model.PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("SHELL")
                .completionCandidates(SHELLS)
                .description("bash, zsh or fish")
                .build());
        return SharedOptions.help(spec, ExitStatus.DONE, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String shell = Options.operand(parsed, 0).orElseThrow();
        if (!SHELLS.contains(shell)) {
            throw Options.notOneOf("SHELL", shell, SHELLS);
        }
        console.result(
                shell.equals("fish")
                        ? FishCompletion.script(CommandTree.whole()) + TagCompletion.fish()
                        : TagCompletion.bash(AutoComplete.bash("ambidock", CommandTree.whole())));
        return ExitStatus.DONE;
    }
}
