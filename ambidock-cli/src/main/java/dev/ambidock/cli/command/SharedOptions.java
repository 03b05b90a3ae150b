// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.Images;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that most verbs have: how to read, how to speak. */
public final class SharedOptions {
    private static final int MOST_DOCUMENT_BYTES = 1 << 30;
    private static final List<String> OUTPUTS = List.of("text", "json");

    /** What reading verbs take. */
    static final String OPERAND = "A manifest, index or config (FILE, - for standard input), or an image: "
            + Locator.forms() + ", each with @DIGEST to choose one";

    private SharedOptions() {}

    static void addInput(CommandSpec spec) {
        Options.values(
                spec,
                "--children",
                "DIR",
                "Folder with the manifests and configs that the document names, found by digest whatever their names;"
                        + " an OCI layout's folder will do. May be repeated");
        Options.value(spec, "--media-type", "TYPE", "What a document is that does not say it itself");
        addLimits(spec);
    }

    static void addLimits(CommandSpec spec) {
        Options.value(
                spec,
                "--max-document-bytes",
                "N",
                "Longest document that is read (" + Limits.defaults().documentBytes() + ")");
    }

    /** Refuses what is for documents only. */
    static void refuseForImages(ParseResult parsed, String operand, String... more) throws Problem {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--children", "--media-type"));
        for (String option : options) {
            if (Options.isSet(parsed, option)) {
                throw Problem.usage(option, "it is for documents, " + operand + " is a place of images", "");
            }
        }
    }

    static List<String> children(ParseResult parsed) {
        return Options.values(parsed, "--children");
    }

    static Limits limits(ParseResult parsed) throws Problem {
        Limits limits = Limits.defaults();
        Optional<String> bytes = Options.value(parsed, "--max-document-bytes");
        return bytes.isPresent() ? limits.withDocumentBytes(number("--max-document-bytes", bytes.get())) : limits;
    }

    static Images images(ParseResult parsed, Console console) throws Problem {
        return new Images(
                console.in(),
                limits(parsed),
                Options.value(parsed, "--media-type").map(MediaType::of));
    }

    private static int number(String name, String text) throws Problem {
        boolean digits = text.matches("[0-9]{1,10}");
        if (!digits || Long.parseLong(text) < 1 || Long.parseLong(text) > MOST_DOCUMENT_BYTES) {
            throw Problem.usage(name, "\"" + text + "\" is no number of bytes from 1 to " + MOST_DOCUMENT_BYTES, "");
        }
        return Integer.parseInt(text);
    }

    /** How to speak, help, and the exit statuses. */
    static CommandSpec finish(CommandSpec spec, ExitStatus... statuses) {
        Options.choice(spec, "--output", OUTPUTS, "Results for people (text) or programs (json)");
        Options.flag(spec, "-q --quiet", "Errors only on standard error");
        Options.flag(spec, "-v --verbose", "Every finding for itself, notes too");
        Options.choice(spec, "--color", Console.Color.values(), "Colours; auto: on a terminal, unless NO_COLOR is set");
        Options.flag(spec, "--no-color", "The same as --color never");
        Options.flag(spec, "--debug", "A stack trace with an error");
        help(spec, statuses);
        spec.usageMessage().optionListHeading("%nOptions (of words to choose from, the first is the default):%n");
        return spec;
    }

    static CommandSpec help(CommandSpec spec, ExitStatus... statuses) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(Boolean.class)
                .arity("0")
                .description("This help")
                .build());
        List<String> footer = new ArrayList<>();
        footer.add("");
        footer.add("Exit status:");
        for (ExitStatus status : statuses) {
            footer.add("  " + status.number() + "  " + status.meaning());
        }
        spec.usageMessage().footer(footer.toArray(new String[0]));
        return spec;
    }

    /** What was said about how to speak; a verb without these options has the defaults. */
    public static Console.Settings settings(ParseResult parsed) throws Problem {
        if (parsed.commandSpec().findOption("--output") == null) {
            return Console.Settings.DEFAULT;
        }
        Console.Color color =
                Options.choice(parsed, "--color", Console.Color.values()).orElse(Console.Color.AUTO);
        return new Console.Settings(
                Options.isSet(parsed, "--no-color") ? Console.Color.NEVER : color,
                Options.choice(parsed, "--output", OUTPUTS)
                        .filter(o -> o.equals("json"))
                        .isPresent(),
                Options.isSet(parsed, "--quiet"),
                Options.isSet(parsed, "--verbose"));
    }
}
