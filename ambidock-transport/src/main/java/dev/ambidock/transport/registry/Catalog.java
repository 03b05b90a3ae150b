// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.distribution.Route;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * The repositories of a registry. Many registries keep the list to their administrators, or have none.
 *
 * @ambidock.rule distribution, docs/spec/api.md, "Listing Repositories"; docs/spec/auth/scope.md, "registry:catalog:*"
 */
public final class Catalog {
    static final String SCOPE = "registry:catalog:*";

    private final NameList list;

    /** Of a registry with this base of its URLs. */
    Catalog(String host, URI base, NameList.Asking asking) {
        URI start = URI.create(base + new Route.Catalog().path());
        this.list = new NameList(host, start, "repositories", name -> isRepository(host, name), asking);
    }

    private static boolean isRepository(String host, String name) {
        try {
            ImageName read = ImageName.parse(host + "/" + name);
            return read.tag().isEmpty() && read.digest().isEmpty();
        } catch (MalformedTextException e) {
            return false;
        }
    }

    /**
     * The names of all repositories that the registry lists to whoever asks, without its host, in its order, each once.
     *
     * @throws dev.ambidock.transport.error.ContentException of kind NOT_FOUND, UNSUPPORTED or DENIED if the registry has no
     *     list for whoever asks; of kind LIMIT_EXCEEDED if the list does not end
     */
    public List<String> all() throws IOException {
        return list.all();
    }
}
