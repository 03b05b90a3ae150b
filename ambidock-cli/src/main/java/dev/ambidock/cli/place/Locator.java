// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.ImageName;
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
    // Written out, as in MediaType.
    @Override
    public boolean equals(Object other) {
        return other instanceof Locator locator && scheme == locator.scheme && rest.equals(locator.rest);
    }

    @Override
    public int hashCode() {
        return rest.hashCode();
    }

    /**
     * The locator that an operand is; empty if it names a document: {@code -}, a file that is there, or no scheme.
     *
     * @throws Problem for schemes that this version does not serve
     */
    public static Optional<Locator> find(String operand) throws Problem {
        if (isFile(operand)) {
            return Optional.empty();
        }
        int colon = operand.indexOf(':');
        String word = operand.substring(0, Math.max(0, colon));
        String rest = operand.substring(colon + 1);
        for (Scheme scheme : Scheme.values()) {
            if (scheme.word().equals(word)) {
                if (scheme == Scheme.DOCKER && !rest.startsWith("//")) {
                    throw Problem.usage(operand, "a registry's image is spelled otherwise", "docker://" + rest);
                }
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
        return isAtHost(operand) ? Optional.of(new Locator(Scheme.DOCKER, "//" + operand)) : Optional.empty();
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
        if (ImageName.find(operand).isPresent() && BarePath.locators(operand).isEmpty()) {
            throw Problem.usage(
                    operand,
                    "this is no place of images; a registry's image is named with its host",
                    "docker://" + ImageName.parse(operand));
        }
        throw Problem.usage(
                operand,
                "this is no place of images",
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
            case "containers-storage" ->
                throw Problem.usage(
                        operand,
                        "podman's own store is not read; its service is, as an engine",
                        "docker-daemon:" + rest + " --docker-host unix:///run/podman/podman.sock");
            case "http", "https" -> throw Problem.usage(operand, "a URL is no place of images", "one of " + forms());
            case "ocidir" ->
                throw Problem.usage(
                        operand, "layouts are spelled otherwise here", "oci:" + rest.replaceFirst("^//", ""));
            default -> {
                // Part of a path or a name: the caller knows whether there is such a file.
            }
        }
    }

    /** A bare name is a registry's image if it begins with what can only be a host. */
    private static boolean isAtHost(String operand) {
        int slash = operand.indexOf('/');
        return slash > 0
                && ImageName.find(operand)
                        .filter(name -> name.host().equals(operand.substring(0, slash)))
                        .isPresent();
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
