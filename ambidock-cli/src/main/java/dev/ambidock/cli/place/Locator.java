// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * An operand that names images in a place. Knowing one loads no transport, so verbs on documents stay quick.
 *
 * @param scheme which kind of place
 * @param rest what follows the scheme and its colon
 */
public record Locator(Scheme scheme, String rest) {

    /**
     * The locator that an operand is; empty if it names a document: {@code -}, a file that is there, or no scheme.
     *
     * @throws Problem for schemes that this version does not serve
     */
    public static Optional<Locator> find(String operand) throws Problem {
        int colon = operand.indexOf(':');
        if (colon <= 0 || isFile(operand)) {
            return Optional.empty();
        }
        String word = operand.substring(0, colon);
        String rest = operand.substring(colon + 1);
        for (Scheme scheme : Scheme.values()) {
            if (scheme.word().equals(word)) {
                if (rest.isEmpty() || rest.startsWith(":") || rest.startsWith("@sha")) {
                    throw Problem.usage(operand, "the locator names no place", scheme.form());
                }
                return Optional.of(new Locator(scheme, rest));
            }
            if (scheme.word().equals(word.toLowerCase(Locale.ROOT))) {
                throw Problem.usage(operand, "schemes are spelled in lower case", scheme.word() + ":" + rest);
            }
        }
        refuseOthers(operand, word.toLowerCase(Locale.ROOT), rest);
        return Optional.empty();
    }

    /** The locator that an operand must be; what it could mean instead is told. */
    public static Locator require(String operand, String role) throws Problem {
        Optional<Locator> locator = find(operand);
        if (locator.isPresent()) {
            return locator.get();
        }
        if (operand.equals("-")) {
            throw Problem.usage(
                    operand, "which format shall the " + role + " have?", "docker-archive:- or oci-archive:-");
        }
        throw Problem.usage(
                operand,
                "this is no place of images (a bare name would be a registry's, which this version does not reach)",
                BarePath.locators(operand).orElse("one of " + forms()));
    }

    /** Every form of locator, for people. */
    public static String forms() {
        StringBuilder forms = new StringBuilder();
        for (Scheme scheme : Scheme.values()) {
            forms.append(forms.length() == 0 ? "" : ", ").append(scheme.form());
        }
        return forms.toString();
    }

    private static void refuseOthers(String operand, String word, String rest) throws Problem {
        switch (word) {
            case "docker" ->
                throw Problem.usage(
                        operand,
                        "registries are not in this version yet",
                        "docker-archive:FILE after docker save -o FILE IMAGE");
            case "docker-daemon", "containers-storage" ->
                throw Problem.usage(
                        operand,
                        "daemons and their stores are not in this version yet",
                        "docker-archive:FILE after docker save -o FILE IMAGE");
            case "http", "https" -> throw Problem.usage(operand, "a URL is no place of images", "one of " + forms());
            case "ocidir" ->
                throw Problem.usage(
                        operand, "layouts are spelled otherwise here", "oci:" + rest.replaceFirst("^//", ""));
            default -> {
                // Part of a path or a name: the caller knows whether there is such a file.
            }
        }
    }

    private static boolean isFile(String operand) {
        try {
            return Files.exists(Path.of(operand));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether the place is standard input or output. */
    public boolean isStandardStream() {
        return scheme.isArchive() && (rest.equals("-") || rest.startsWith("-:") || rest.startsWith("-@"));
    }

    @Override
    public String toString() {
        return scheme.word() + ":" + rest;
    }
}
