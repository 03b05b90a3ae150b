// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the completion script for fish, which picocli does not. */
final class FishCompletion {
    private final StringBuilder out = new StringBuilder();

    private FishCompletion() {}

    static String script(CommandLine root) {
        FishCompletion script = new FishCompletion();
        script.out.append("# fish completion for ambidock\n");
        script.line("-f");
        script.options("__fish_use_subcommand", root);
        for (Map.Entry<String, CommandLine> verb : root.getSubcommands().entrySet()) {
            String summary = Verb.find(verb.getKey()).map(Verb::summary).orElse("");
            script.line("-n __fish_use_subcommand -a " + verb.getKey() + " -d " + quoted(summary));
            String condition = "__fish_seen_subcommand_from " + verb.getKey();
            script.options(condition, verb.getValue());
            script.operands(condition, verb);
        }
        return script.out.toString();
    }

    private void options(String condition, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            StringBuilder line = new StringBuilder("-n " + quoted(condition));
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
            }
            line.append(takes(option)).append(" -d ").append(quoted(String.join(" ", option.description())));
            line(line.toString());
        }
    }

    private static String takes(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.completionCandidates() != null) {
            return " -x -a " + quoted(String.join(" ", words(option)));
        }
        return option.paramLabel().equals("DIR")
                ? " -x -a '(__fish_complete_directories)'"
                : option.paramLabel().startsWith("FILE") ? " -r -F" : " -x";
    }

    private void operands(String condition, Map.Entry<String, CommandLine> verb) {
        if (verb.getKey().equals(Verb.HELP.word())) {
            line("-n " + quoted(condition) + " -a " + quoted(String.join(" ", Verb.words())));
            return;
        }
        for (PositionalParamSpec operand : verb.getValue().getCommandSpec().positionalParameters()) {
            boolean words = operand.completionCandidates() != null;
            line("-n " + quoted(condition) + (words ? " -a " + quoted(String.join(" ", words(operand))) : " -F"));
        }
    }

    private static List<String> words(ArgSpec argument) {
        List<String> words = new java.util.ArrayList<>();
        argument.completionCandidates().forEach(words::add);
        return words;
    }

    private void line(String arguments) {
        out.append("complete -c ambidock ").append(arguments).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
