// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tags of a repository.
 *
 * @ambidock.rule distribution-spec, "Listing Tags"
 */
public final class Tags {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64, 250_000, 1_000);
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10_000;
    private static final int MOST_TAGS = 2_000_000;
    private static final int MOST_BYTES = 4 << 20;

    private final Repository repository;

    public Tags(Repository repository) {
        this.repository = repository;
    }

    /** Whether a text can be a tag. */
    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /**
     * All tags in the registry's order, each once. Entries that are no tags are passed over: some registries list digests,
     * and nulls.
     *
     * @throws ContentException of kind LIMIT_EXCEEDED if the list does not end
     */
    public List<String> all() throws IOException {
        Set<String> tags = new LinkedHashSet<>();
        Set<URI> seen = new HashSet<>();
        Optional<URI> next = Optional.of(repository.uri(new Route.Tags(repository.name()), "n=" + PAGE));
        while (next.isPresent()) {
            if (!seen.add(next.get()) || seen.size() > MOST_PAGES || tags.size() > MOST_TAGS) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED, repository.toString(), "its list of tags does not end");
            }
            URI uri = next.get();
            next = SecondTry.of(() -> page(uri, tags));
        }
        return List.copyOf(tags);
    }

    /** The first tags, in the registry's order. */
    List<String> first(int most) throws IOException {
        Set<String> tags = new LinkedHashSet<>();
        page(repository.uri(new Route.Tags(repository.name()), "n=" + most), tags);
        return tags.stream().limit(most).toList();
    }

    private Optional<URI> page(URI uri, Set<String> tags) throws IOException {
        try (Answer answer = repository.pull(Call.of("GET", uri))) {
            if (!answer.isSuccess()) {
                throw Refusals.of(repository.toString(), answer);
            }
            byte[] body = BoundedRead.all(answer.body(), MOST_BYTES, repository + " tags")
                    .toArray();
            read(body, tags);
            Optional<String> target = LinkHeader.next(answer.headers(Headers.LINK));
            return target.isEmpty() ? Optional.empty() : Optional.of(sameHost(uri, target.get()));
        }
    }

    /** A list of tags goes on where it began, so that nobody else learns who asks. */
    private URI sameHost(URI uri, String target) throws ContentException {
        URI next = Exchange.resolve(uri, target);
        return next.getAuthority().equals(uri.getAuthority())
                ? next
                : repository.uri(new Route.Tags(repository.name()), String.valueOf(next.getRawQuery()));
    }

    private void read(byte[] body, Set<String> tags) throws ContentException {
        try {
            JsonValue root = JsonTree.parse(body, LIMITS).root();
            root.member("tags").filter(v -> v.is(JsonKind.ARRAY)).stream()
                    .flatMap(v -> v.children().stream())
                    .filter(v -> v.is(JsonKind.STRING))
                    .map(JsonValue::text)
                    .filter(Tags::isTag)
                    .forEach(tags::add);
        } catch (MalformedJsonException e) {
            throw ContentException.of(
                    FailureKind.MALFORMED, repository.toString(), "its list of tags is no JSON document");
        }
    }
}
