// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line as a whole. Parsing builds one verb only; help and completion need them all. */
public final class CommandTree {
    private static final String NAME = "ambidock";

    private CommandTree() {}

    /** A parser for one verb. */
    public static CommandLine parser(Verb verb, Command command) {
        return new CommandLine(command.spec().name(NAME + " " + verb.word()))
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false);
    }

    /** The root with all verbs, parsed by nobody. */
    static CommandLine whole() {
        return tree(false);
    }

    private static CommandLine tree(boolean summaries) {
        CommandSpec root = Options.command(
                        "Turns container images from the OCI image format into Docker Image Manifest V2 Schema 2 and back,"
                                + " changing only what must change.")
                .name(NAME);
        root.usageMessage()
                .customSynopsis("ambidock VERB [OPTIONS] ...")
                .commandListHeading("%nVerbs:%n")
                .synopsisHeading("Usage: ");
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(Boolean.class)
                .arity("0")
                .description("The version")
                .build());
        SharedOptions.help(root, ExitStatus.values());
        for (Verb verb : Verb.values()) {
            CommandSpec spec = verb.command().spec();
            if (summaries) {
                spec.usageMessage().description(verb.summary());
            }
            root.addSubcommand(verb.word(), spec);
        }
        return new CommandLine(root);
    }

    /** The root's help page. */
    public static String help() {
        return tree(true).getUsageMessage(Ansi.OFF);
    }

    /** A verb's help page. */
    public static String help(Verb verb) {
        return parser(verb, verb.command()).getUsageMessage(Ansi.OFF);
    }

    /** Says that there is no such verb. */
    public static Problem unknownVerb(String word) {
        return Problem.usage(
                "",
                "there is no verb \"" + word + "\"",
                Nearest.of(word, Verb.words()).map(w -> "ambidock " + w).orElse("ambidock --help"));
    }
}
