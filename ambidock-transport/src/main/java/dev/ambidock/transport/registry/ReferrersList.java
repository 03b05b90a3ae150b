// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.RootEntries;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.ReferrersTag;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What refers to a manifest: by the registry's own list, or where it keeps none by an index under a tag.
 *
 * @ambidock.rule distribution-spec, "Listing Referrers", "Referrers Tag Schema"
 */
final class ReferrersList {
    private static final int MOST_PAGES = 100;
    private static final int MOST_WRITES = 3;
    private static final int NOT_IMPLEMENTED = 501;

    /** Refusals that are not about there being no list. */
    private static final Set<Integer> TELLING = Set.of(401, 403, 408, 429);

    private final Repository repository;
    private final Manifests manifests;
    private final Limits limits;

    private final Predicate<String> mayBeTag;
    private volatile boolean listless;

    /**
     * A list.
     *
     * @param mayBeTag false for tags that are known not to be there
     */
    ReferrersList(Repository repository, Manifests manifests, Limits limits, Predicate<String> mayBeTag) {
        this.mayBeTag = mayBeTag;
        this.repository = repository;
        this.manifests = manifests;
        this.limits = limits;
    }

    /** All referrers, in the registry's order. */
    List<Descriptor> of(Digest subject) throws IOException {
        if (listless) {
            return tagged(subject);
        }
        Map<Digest, Descriptor> found = new LinkedHashMap<>();
        Set<URI> seen = new HashSet<>();
        URI start = repository.uri(new Route.Referrers(repository.name(), subject));
        Optional<URI> next = Optional.of(start);
        while (next.isPresent()) {
            if (!seen.add(next.get()) || seen.size() > MOST_PAGES) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED, repository.toString(), "its list of referrers does not end");
            }
            URI uri = next.get();
            Page page = SecondTry.of(() -> page(start, uri));
            if (!page.isList()) {
                return tagged(subject);
            }
            page.entries().forEach(d -> found.putIfAbsent(d.digest(), d));
            next = page.next();
        }
        return List.copyOf(found.values());
    }

    /** One answer; not a list where the registry keeps none. */
    private record Page(boolean isList, List<Descriptor> entries, Optional<URI> next) {}

    private Page page(URI start, URI uri) throws IOException {
        try (Answer answer = repository.pull(Call.of("GET", uri).with(Headers.ACCEPT, MediaTypes.OCI_INDEX.text()))) {
            if (!isList(answer)) {
                return new Page(false, List.of(), Optional.empty());
            }
            Bytes content = BoundedRead.all(answer.body(), limits.documentBytes(), repository + " referrers");
            Optional<String> target = LinkHeader.next(answer.headers(Headers.LINK));
            Optional<URI> next =
                    target.isEmpty() ? Optional.empty() : Optional.of(Repository.nextPage(start, uri, target.get()));
            return new Page(true, entries(content), next);
        }
    }

    /** Registries without such a list answer in many ways; only an index counts. */
    private boolean isList(Answer answer) throws IOException {
        boolean index = answer.header(Headers.CONTENT_TYPE)
                .filter(t -> t.startsWith(MediaTypes.OCI_INDEX.text()))
                .isPresent();
        if (answer.isSuccess() && index) {
            return true;
        }
        boolean unknown = (answer.status() / 100 == 4 && !TELLING.contains(answer.status()))
                || answer.status() == NOT_IMPLEMENTED;
        if (answer.isSuccess() || unknown) {
            // A registry that keeps lists gives an empty one of what nothing refers to: this one keeps none at all.
            listless |= answer.status() == 404;
            return false;
        }
        throw Refusals.of(repository.toString(), answer);
    }

    private List<Descriptor> tagged(Digest subject) throws IOException {
        String tag = ReferrersTag.of(subject);
        Optional<Manifests.Fetched> index = mayBeTag.test(tag) ? manifests.find(tag) : Optional.empty();
        return index.isEmpty() ? List.of() : entries(index.get().content());
    }

    private List<Descriptor> entries(Bytes content) {
        return edges(content).stream().map(Edge::descriptor).toList();
    }

    private List<Edge> edges(Bytes content) {
        Reading reading = Documents.read(content, Optional.of(MediaTypes.OCI_INDEX), DigestAlgorithm.SHA256, limits);
        return reading.kind() == Reading.Kind.REJECTED || reading.orThrow().kind() != DocumentKind.INDEX
                ? List.of()
                : reading.orThrow().edges();
    }

    /**
     * Adds a referrer to the index under the subject's tag, for a registry that keeps no list. Two writers at once may lose
     * one entry: the tag is read again afterwards, and written again where that happened.
     *
     * @throws ContentException of kind CONFLICT if the entry is lost again and again
     */
    void add(Digest subject, Descriptor referrer) throws IOException {
        for (int tried = 0; tried < MOST_WRITES; tried++) {
            Optional<Manifests.Fetched> index = manifests.find(ReferrersTag.of(subject));
            List<Edge> entries = index.isEmpty() ? List.of() : edges(index.get().content());
            if (entries.stream().anyMatch(e -> e.descriptor().digest().equals(referrer.digest()))) {
                return;
            }
            Bytes written = written(entries, referrer);
            Descriptor descriptor =
                    Descriptor.of(MediaTypes.OCI_INDEX, written.digest(DigestAlgorithm.SHA256), written.length());
            manifests.put(ReferrersTag.of(subject), descriptor, written);
        }
        if (of(subject).stream().noneMatch(d -> d.digest().equals(referrer.digest()))) {
            throw ContentException.of(
                    FailureKind.CONFLICT,
                    repository + ":" + ReferrersTag.of(subject),
                    "somebody else keeps writing the index of referrers");
        }
    }

    /** Entries that are there keep their bytes. */
    private static Bytes written(List<Edge> entries, Descriptor added) {
        GoJsonWriter spelled = new GoJsonWriter();
        RootEntries.write(added, spelled);
        Stream<String> all = Stream.concat(
                entries.stream().map(e -> e.json().raw()),
                Stream.of(new String(spelled.toBytes(), StandardCharsets.UTF_8)));
        return Bytes.of("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX.text() + "\",\"manifests\":["
                + all.collect(Collectors.joining(",")) + "]}");
    }
}
