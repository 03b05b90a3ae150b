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
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A list of names that a registry gives page by page. */
final class NameList {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64, 250_000, 1_000);
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10_000;
    private static final int MOST_NAMES = 2_000_000;
    private static final int MOST_BYTES = 4 << 20;

    private final String owner;
    private final URI start;
    private final String member;
    private final Predicate<String> fits;
    private final Asking asking;

    /** Sends a request as somebody who may read the list. */
    interface Asking {
        Answer send(Call call) throws IOException;
    }

    /**
     * A list.
     *
     * @param owner for messages
     * @param start of the first page, without a query
     * @param member of the documents: an array of strings
     * @param fits whether an entry is a name at all; others are passed over
     */
    NameList(String owner, URI start, String member, Predicate<String> fits, Asking asking) {
        this.owner = owner;
        this.start = start;
        this.member = member;
        this.fits = fits;
        this.asking = asking;
    }

    /**
     * All names in the registry's order, each once.
     *
     * @throws ContentException of kind LIMIT_EXCEEDED if the list does not end
     */
    List<String> all() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Set<URI> seen = new HashSet<>();
        Optional<URI> next = Optional.of(page(PAGE));
        while (next.isPresent()) {
            if (!seen.add(next.get()) || seen.size() > MOST_PAGES || names.size() > MOST_NAMES) {
                throw ContentException.of(FailureKind.LIMIT_EXCEEDED, owner, "its list of " + member + " does not end");
            }
            URI uri = next.get();
            next = SecondTry.of(() -> read(uri, names));
        }
        return List.copyOf(names);
    }

    /** The first names, in the registry's order. */
    List<String> first(int most) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        read(page(most), names);
        return names.stream().limit(most).toList();
    }

    private URI page(int most) {
        return URI.create(start + "?n=" + most);
    }

    private Optional<URI> read(URI uri, Set<String> names) throws IOException {
        try (Answer answer = asking.send(Call.of("GET", uri))) {
            if (!answer.isSuccess()) {
                throw Refusals.of(owner, answer);
            }
            byte[] body = BoundedRead.all(answer.body(), MOST_BYTES, owner + " " + member)
                    .toArray();
            parse(body, names);
            Optional<String> target = LinkHeader.next(answer.headers(Headers.LINK));
            return target.isEmpty() ? Optional.empty() : Optional.of(Repository.nextPage(start, uri, target.get()));
        }
    }

    private void parse(byte[] body, Set<String> names) throws ContentException {
        try {
            JsonValue root = JsonTree.parse(body, LIMITS).root();
            root.member(member).filter(v -> v.is(JsonKind.ARRAY)).stream()
                    .flatMap(v -> v.children().stream())
                    .filter(v -> v.is(JsonKind.STRING))
                    .map(JsonValue::text)
                    .filter(fits)
                    .forEach(names::add);
        } catch (MalformedJsonException e) {
            throw ContentException.of(FailureKind.MALFORMED, owner, "its list of " + member + " is no JSON document");
        }
    }
}
