// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import dev.ambidock.model.Digest;
import java.util.Optional;

/**
 * What a request to a registry is about: the path of its URL.
 *
 * @ambidock.rule distribution-spec, "Endpoints"
 */
public sealed interface Route {

    /** The path, from {@code /v2/} on. */
    String path();

    /** Whether a registry is there. */
    record Ping() implements Route {
        @Override
        public String path() {
            return "/v2/";
        }
    }

    /** The names of all repositories. */
    record Catalog() implements Route {
        @Override
        public String path() {
            return "/v2/_catalog";
        }
    }

    /** The tags of a repository. */
    record Tags(String repository) implements Route {
        @Override
        public String path() {
            return "/v2/" + repository + "/tags/list";
        }
    }

    /**
     * A manifest or index.
     *
     * @param reference a tag or digest
     */
    record Manifest(String repository, String reference) implements Route {
        @Override
        public String path() {
            return "/v2/" + repository + "/manifests/" + reference;
        }
    }

    /** A blob. */
    record Blob(String repository, Digest digest) implements Route {
        @Override
        public String path() {
            return "/v2/" + repository + "/blobs/" + digest;
        }
    }

    /** Where uploads of blobs begin. */
    record Uploads(String repository) implements Route {
        @Override
        public String path() {
            return "/v2/" + repository + "/blobs/uploads/";
        }
    }

    /** An upload under way. Clients take the path that the registry gave, this one is for servers. */
    record Upload(String repository, String id) implements Route {
        @Override
        public String path() {
            return "/v2/" + repository + "/blobs/uploads/" + id;
        }
    }

    /** What refers to a manifest. */
    record Referrers(String repository, Digest subject) implements Route {
        @Override
        public String path() {
            return "/v2/" + repository + "/referrers/" + subject;
        }
    }

    /** The route of a path; empty if it is none. */
    static Optional<Route> parse(String path) {
        return RoutePaths.parse(path);
    }
}
