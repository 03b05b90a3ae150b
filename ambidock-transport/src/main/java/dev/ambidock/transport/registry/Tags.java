// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.distribution.Route;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tags of a repository.
 *
 * @ambidock.rule distribution-spec, "Listing Tags"
 */
public final class Tags {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private final NameList list;

    public Tags(Repository repository) {
        this.list = new NameList(
                repository.toString(),
                repository.uri(new Route.Tags(repository.name())),
                "tags",
                Tags::isTag,
                repository::pull);
    }

    /** Whether a text can be a tag. */
    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /**
     * All tags in the registry's order, each once. Entries that are no tags are passed over: some registries list digests,
     * and nulls.
     *
     * @throws dev.ambidock.transport.error.ContentException of kind LIMIT_EXCEEDED if the list does not end
     */
    public List<String> all() throws IOException {
        return list.all();
    }

    /** The first tags, in the registry's order. */
    List<String> first(int most) throws IOException {
        return list.first(most);
    }
}
