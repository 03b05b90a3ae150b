// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verbs, in the order of the help page. */
public enum Verb {
    COPY("Copies images between registries, layouts, archives and folders, converting them where needed"),
    CONVERT("Turns an image, or a manifest, index or config alone, into the other format"),
    DIFF("Tells field by field how two images differ, or an image and its conversion"),
    INSPECT("Tells what an image or a document is, and what is odd about it"),
    DIGEST("Prints the digest that an image has, or would have after conversion"),
    VERIFY("Recomputes every digest, size and diff ID of an image"),
    TAGS("Lists the tags of a registry's repository"),
    CATALOG("Lists a registry's repositories"),
    LOGIN("Checks a login at a registry and keeps it"),
    LOGOUT("Forgets a login"),
    PROFILES("Lists who images can be made to fit, for --for"),
    COMPLETION("Prints a script that completes commands in bash, zsh or fish"),
    HELP("Shows help for a verb");

    private final String summary;

    Verb(String summary) {
        this.summary = summary;
    }

    /** The verb of this name. */
    public static Optional<Verb> find(String name) {
        return Arrays.stream(values()).filter(v -> v.word().equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line for the help page. */
    public String summary() {
        return summary;
    }

    /** A new command. */
    public Command command() {
        return switch (this) {
            case COPY -> new CopyCommand();
            case VERIFY -> new VerifyCommand();
            case CONVERT -> new ConvertCommand();
            case DIFF -> new DiffCommand();
            case INSPECT -> new InspectCommand();
            case DIGEST -> new DigestCommand();
            case TAGS -> new TagsCommand();
            case CATALOG -> new CatalogCommand();
            case LOGIN -> new LoginCommand();
            case LOGOUT -> new LogoutCommand();
            case PROFILES -> new ProfilesCommand();
            case COMPLETION -> new CompletionCommand();
            case HELP -> new HelpCommand();
        };
    }
}
