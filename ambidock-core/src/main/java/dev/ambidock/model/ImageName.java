// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Docker reference with Docker's defaults filled in: {@code busybox} is {@code docker.io/library/busybox}. No tag is
 * invented. Two references are equal if they mean the same.
 *
 * @param host of the registry, with its port if one is given
 * @param repository path of the repository at that host, in lower case
 * @param tag as spelled
 * @param digest of the manifest
 * @ambidock.rule distribution, reference/reference.go and reference/normalize.go
 */
public record ImageName(String host, String repository, Optional<String> tag, Optional<Digest> digest) {
    /** Docker's own registry. */
    public static final String DOCKER_HUB = "docker.io";

    private static final String OLD_DOCKER_HUB = "index.docker.io";
    private static final String OFFICIAL = "library/";
    private static final int MOST_LENGTH = 255;

    private static final Pattern HOST = Pattern.compile(
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
                    + "|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
    private static final Pattern PORT = Pattern.compile(":0*([0-9]+)$");
    private static final int PORT_DIGITS = 5;
    private static final int MOST_PORT = 65_535;
    private static final Pattern REPOSITORY = Pattern.compile(
            "[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+(?:/[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+)*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern IMAGE_ID = Pattern.compile("[a-f0-9]{64}");

    /** Throws {@link MalformedTextException} if a part does not have its form. */
    public ImageName {
        String name = host + "/" + repository;
        // The length first: it also bounds what the patterns may cost.
        if (name.length() > MOST_LENGTH) {
            throw new MalformedTextException(name, "a repository's name has at most " + MOST_LENGTH + " characters");
        }
        if (!HOST.matcher(host).matches()) {
            throw new MalformedTextException(host, hostRule(host));
        }
        Matcher port = PORT.matcher(host);
        if (port.find() && (port.group(1).length() > PORT_DIGITS || Integer.parseInt(port.group(1)) > MOST_PORT)) {
            throw new MalformedTextException(host, "a port is at most " + MOST_PORT);
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new MalformedTextException(
                    repository,
                    "a repository is spelled in lower-case letters and digits, with single . or _, __ or any number"
                            + " of - between them, in parts divided by /");
        }
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw new MalformedTextException(
                    tag.get(), "a tag has 1 to 128 letters, digits, _, . or -, and does not begin with . or -");
        }
    }

    private static String hostRule(String host) {
        if (host.startsWith("[") && host.indexOf('%') > 0) {
            return "a zone, as in [fe80::1%eth0], means another network on each machine and has no place in a name";
        }
        return host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[")
                ? "an IPv6 address stands in brackets, as in [::1]:5000"
                : "this is no name of a host";
    }

    /**
     * Reads {@code [HOST/]REPOSITORY[:TAG][@DIGEST]}. Throws {@link MalformedTextException} for anything else, such as 64
     * hexadecimal digits, which are an image ID.
     */
    public static ImageName parse(String text) {
        if (IMAGE_ID.matcher(text).matches()) {
            throw new MalformedTextException(text, "64 hexadecimal digits are an image ID, not a name");
        }
        int at = text.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged = colon > rest.lastIndexOf('/');
        Optional<String> tag = tagged ? Optional.of(rest.substring(colon + 1)) : Optional.empty();
        String name = tagged ? rest.substring(0, colon) : rest;
        int slash = name.indexOf('/');
        String host = slash < 0 ? "" : name.substring(0, slash);
        if (!isHost(host)) {
            return dockerHub(name, tag, digest);
        }
        String repository = name.substring(slash + 1);
        return host.equals(DOCKER_HUB) || host.equals(OLD_DOCKER_HUB)
                ? dockerHub(repository, tag, digest)
                : new ImageName(host, repository, tag, digest);
    }

    /** The same as {@link #parse}, or nothing where that throws. */
    public static Optional<ImageName> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }

    /** Only what could not be a repository's first part is a host. */
    private static boolean isHost(String part) {
        return part.indexOf('.') >= 0
                || part.indexOf(':') >= 0
                || part.equals("localhost")
                || part.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static ImageName dockerHub(String repository, Optional<String> tag, Optional<Digest> digest) {
        return new ImageName(DOCKER_HUB, repository.indexOf('/') < 0 ? OFFICIAL + repository : repository, tag, digest);
    }

    /** The same name with this tag. */
    public ImageName withTag(String newTag) {
        return new ImageName(host, repository, Optional.of(newTag), digest);
    }

    /** The same name without a digest. */
    public ImageName withoutDigest() {
        return new ImageName(host, repository, tag, Optional.empty());
    }

    /** The full name, such as {@code docker.io/library/busybox:1.36}. */
    @Override
    public String toString() {
        return host
                + "/"
                + repository
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
