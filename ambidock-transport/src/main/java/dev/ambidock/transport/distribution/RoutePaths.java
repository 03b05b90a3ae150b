// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of paths. */
final class RoutePaths {
    private static final Pattern REPOSITORY_PATH =
            Pattern.compile("/v2/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)/(tags/list|manifests|blobs|referrers)(?:/(.+)|/?)");

    private RoutePaths() {}

    static Optional<Route> parse(String path) {
        if (path.equals("/v2/") || path.equals("/v2")) {
            return Optional.of(new Route.Ping());
        }
        if (path.equals("/v2/_catalog")) {
            return Optional.of(new Route.Catalog());
        }
        Matcher matcher = REPOSITORY_PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = Optional.ofNullable(matcher.group(3)).orElse("");
        try {
            return of(matcher.group(1), matcher.group(2), rest);
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }

    private static Optional<Route> of(String repository, String kind, String rest) {
        return switch (kind) {
            case "tags/list" -> rest.isEmpty() ? Optional.of(new Route.Tags(repository)) : Optional.empty();
            case "manifests" -> rest.isEmpty() ? Optional.empty() : Optional.of(new Route.Manifest(repository, rest));
            case "referrers" -> Optional.of(new Route.Referrers(repository, Digest.parse(rest)));
            default -> blob(repository, rest);
        };
    }

    private static Optional<Route> blob(String repository, String rest) {
        if (rest.equals("uploads") || rest.equals("uploads/")) {
            return Optional.of(new Route.Uploads(repository));
        }
        return Optional.of(
                rest.startsWith("uploads/")
                        ? new Route.Upload(repository, rest.substring("uploads/".length()))
                        : new Route.Blob(repository, Digest.parse(rest)));
    }
}
