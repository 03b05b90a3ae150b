// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How credential files name what an entry is for: a host, or a host with a part of a path; Docker Hub by an old URL. */
final class ServerKeys {
    /** Docker's name for its own registry. */
    static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private static final List<String> HUB_HOSTS =
            List.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    private ServerKeys() {}

    /** What to look for, the most specific first, without schemes. */
    static List<String> of(String host, String repository) {
        List<String> keys = new ArrayList<>();
        for (String name : isHub(host) ? HUB_HOSTS : List.of(host.toLowerCase(Locale.ROOT))) {
            String path = repository;
            while (!path.isEmpty()) {
                keys.add(name + "/" + path);
                path = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            }
        }
        // A path at any of the host's names is more specific than a name alone.
        keys.sort((a, b) -> Long.compare(depth(b), depth(a)));
        keys.addAll(isHub(host) ? HUB_HOSTS : List.of(host.toLowerCase(Locale.ROOT)));
        return keys;
    }

    private static long depth(String key) {
        return key.chars().filter(c -> c == '/').count();
    }

    /** A file's key in the form of {@link #of}. */
    static String normalized(String key) {
        String bare =
                key.replaceFirst("^https?://", "").replaceFirst("/v[12]/?$", "").replaceFirst("/+$", "");
        int slash = bare.indexOf('/');
        return slash < 0
                ? bare.toLowerCase(Locale.ROOT)
                : bare.substring(0, slash).toLowerCase(Locale.ROOT) + bare.substring(slash);
    }

    /** What credential helpers and Docker's own file call a host. */
    static String forDocker(String host) {
        return isHub(host) ? DOCKER_HUB : host;
    }

    static boolean isHub(String host) {
        return HUB_HOSTS.contains(host.toLowerCase(Locale.ROOT));
    }
}
