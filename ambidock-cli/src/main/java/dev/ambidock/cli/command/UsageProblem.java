// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the parser complains about, in our words. */
public final class UsageProblem {
    private UsageProblem() {}

    /** The complaint as a problem. */
    public static Problem of(Verb verb, ParameterException complaint) {
        String help = "ambidock " + verb.word() + " --help";
        if (complaint instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            if (!first.startsWith("-")) {
                return Problem.usage(verb.word(), "\"" + first + "\" is one operand too many", help);
            }
            String name = first.indexOf('=') < 0 ? first : first.substring(0, first.indexOf('='));
            Optional<String> meant = Nearest.of(name, names(complaint));
            return Problem.usage(verb.word(), "there is no option " + name, meant.orElse(help));
        }
        String text = String.valueOf(complaint.getMessage());
        return Problem.usage(verb.word(), Character.toLowerCase(text.charAt(0)) + text.substring(1), help);
    }

    private static List<String> names(ParameterException complaint) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : complaint.getCommandLine().getCommandSpec().options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }
}
