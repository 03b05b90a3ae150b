// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Declares options on a command and reads them back. */
final class Options {
    private Options() {}

    /** A command with its description, ready for options. */
    static CommandSpec command(String... description) {
        CommandSpec spec = CommandSpec.create().interpolateVariables(false);
        spec.usageMessage()
                .description(description)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .width(100)
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n");
        return spec;
    }

    static void operand(CommandSpec spec, String label, int index, boolean required, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity(required ? "1" : "0..1")
                .required(required)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Any number of operands. */
    static void operands(CommandSpec spec, String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hideParamSyntax(true)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** The operands that were given, where there may be any number. */
    static List<String> operands(ParseResult parsed) {
        return parsed.matchedPositionalValue(0, List.of());
    }

    static void flag(CommandSpec spec, String names, String description) {
        spec.addOption(OptionSpec.builder(names.split(" "))
                .arity("0")
                .type(Boolean.class)
                .description(description)
                .build());
    }

    static void value(CommandSpec spec, String names, String label, String description) {
        spec.addOption(OptionSpec.builder(names.split(" "))
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** An option that may stand more than once. */
    static void values(CommandSpec spec, String names, String label, String description) {
        spec.addOption(OptionSpec.builder(names.split(" "))
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    static void choice(CommandSpec spec, String name, List<String> words, String description) {
        spec.addOption(OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(String.join("|", words))
                .completionCandidates(words)
                .description(description)
                .build());
    }

    /** Takes the constants themselves: what asks a class for them is slow when it does so for the first time. */
    static <E extends Enum<E>> void choice(CommandSpec spec, String name, E[] constants, String description) {
        choice(spec, name, words(constants), description);
    }

    static <E extends Enum<E>> List<String> words(E[] constants) {
        List<String> words = new ArrayList<>(constants.length);
        for (E constant : constants) {
            words.add(word(constant));
        }
        return words;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isSet(ParseResult parsed, String name) {
        return parsed.hasMatchedOption(name);
    }

    static Optional<String> value(ParseResult parsed, String name) {
        return parsed.hasMatchedOption(name)
                ? Optional.of(parsed.<String>matchedOptionValue(name, ""))
                : Optional.empty();
    }

    /** The whole number given, which must be in this range. */
    static Optional<Integer> number(ParseResult parsed, String name, int least, int most) throws Problem {
        Optional<String> given = value(parsed, name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        boolean digits = given.get().matches("[0-9]{1,9}");
        if (!digits || Integer.parseInt(given.get()) < least || Integer.parseInt(given.get()) > most) {
            throw Problem.usage(name, "\"" + given.get() + "\" is no number from " + least + " to " + most, "");
        }
        return Optional.of(Integer.valueOf(given.get()));
    }

    static List<String> values(ParseResult parsed, String name) {
        return parsed.matchedOptionValue(name, List.of());
    }

    static Optional<String> operand(ParseResult parsed, int index) {
        return parsed.hasMatchedPositional(index)
                ? Optional.of(parsed.<String>matchedPositionalValue(index, ""))
                : Optional.empty();
    }

    /** The word given, which must be one of these. */
    static Optional<String> choice(ParseResult parsed, String name, List<String> words) throws Problem {
        Optional<String> given = value(parsed, name);
        if (given.isPresent() && !words.contains(given.get())) {
            throw notOneOf(name, given.get(), words);
        }
        return given;
    }

    static <E extends Enum<E>> Optional<E> choice(ParseResult parsed, String name, E[] constants) throws Problem {
        if (!isSet(parsed, name)) {
            return Optional.empty();
        }
        List<String> words = words(constants);
        return choice(parsed, name, words).map(word -> constants[words.indexOf(word)]);
    }

    static Problem notOneOf(String name, String given, List<String> words) {
        return Problem.usage(
                name,
                "\"" + given + "\" is none of " + String.join(", ", words),
                Nearest.of(given, words)
                        .map(w -> name.startsWith("-") ? name + " " + w : w)
                        .orElse(""));
    }
}
