// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Authorizer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.task.BoundedTasks;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A repository at a registry, and how it is asked. Thread-safe. */
public final class Repository {
    private final String host;
    private final String name;
    private final URI base;
    private final Exchange exchange;
    private final Authorizer authorizer;
    private final Supplier<BoundedTasks> tasks;
    private final Executor executor;

    /**
     * A repository.
     *
     * @param host as people spell it, with its port
     * @param base of its URLs, without a slash at the end
     * @param tasks gives room for several requests at once
     * @param executor lends a thread to whoever asks ahead of time
     */
    public Repository(
            String host,
            String name,
            URI base,
            Exchange exchange,
            Authorizer authorizer,
            Supplier<BoundedTasks> tasks,
            Executor executor) {
        this.host = host;
        this.name = name;
        this.base = base;
        this.exchange = exchange;
        this.authorizer = authorizer;
        this.tasks = tasks;
        this.executor = executor;
    }

    /** As people spell it, with its port. */
    public String host() {
        return host;
    }

    /** Its path at the host. */
    public String name() {
        return name;
    }

    /** Whether the other is at the same registry, asked in the same way. */
    boolean isBeside(Repository other) {
        return base.equals(other.base);
    }

    /** Room for several requests at once, for whoever has many to make. */
    BoundedTasks tasks() {
        return tasks.get();
    }

    /** Lends a thread to whoever asks ahead of time. */
    Executor executor() {
        return executor;
    }

    /** For messages. */
    @Override
    public String toString() {
        return host + "/" + name;
    }

    URI uri(Route route) {
        return URI.create(base + route.path());
    }

    URI uri(Route route, String query) {
        return URI.create(base + route.path() + "?" + query);
    }

    /** Sends a request that reads. */
    Answer pull(Call call) throws IOException {
        return send(call, Set.of(scope(name, "pull")));
    }

    /** Sends a request that writes. */
    Answer push(Call call) throws IOException {
        return send(call, Set.of(scope(name, "pull,push")));
    }

    /** Sends a request that writes here what another repository has. */
    Answer pushFrom(Call call, String other) throws IOException {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add(scope(name, "pull,push"));
        scopes.add(scope(other, "pull"));
        return send(call, scopes);
    }

    /** What the registry named may be elsewhere: nobody there is told who asks. */
    private Answer send(Call call, Set<String> scopes) throws IOException {
        boolean own = Exchange.sameOrigin(base, call.uri());
        return exchange.send(identity(call), own ? authorizer : Authorizer.NONE, scopes);
    }

    /**
     * A place that the registry named, made absolute. A registry that does not know of the TLS before it names itself
     * without.
     */
    URI place(URI asked, String target) throws ContentException {
        URI place = Exchange.resolve(asked, target);
        boolean same = place.getHost().equalsIgnoreCase(base.getHost());
        if (same && place.getScheme().equals("http") && base.getScheme().equals("https")) {
            String query = place.getRawQuery() == null ? "" : "?" + place.getRawQuery();
            return URI.create(base + place.getRawPath() + query);
        }
        Exchange.checkWay(base, place);
        return place;
    }

    /**
     * The next page of a list, which goes on where it began, by the same scheme too, so that nobody else is asked or learns
     * who asks.
     *
     * @param start the list's own place, without a query
     * @param asked where the page before came from
     */
    static URI nextPage(URI start, URI asked, String target) throws ContentException {
        URI next = Exchange.resolve(asked, target);
        String query = next.getRawQuery() == null ? "" : "?" + next.getRawQuery();
        return Exchange.sameOrigin(next, start) ? next : URI.create(start + query);
    }

    /** Compressed answers would have other lengths and digests. */
    private static Call identity(Call call) {
        return call.with(Headers.ACCEPT_ENCODING, "identity");
    }

    private static String scope(String repository, String actions) {
        return "repository:" + repository + ":" + actions;
    }
}
