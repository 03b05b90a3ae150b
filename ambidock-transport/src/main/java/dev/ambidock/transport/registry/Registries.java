// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.ImageName;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.registry.auth.RegistryAuthorizer;
import dev.ambidock.transport.task.BoundedTasks;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/** Every registry as one side of a copy reaches it. Keeps connections and tokens until it is closed. Thread-safe. */
public final class Registries implements Closeable {
    private final Settings settings;
    private final HttpTransfer transfer;
    private final Exchange exchange;
    private final ConcurrentMap<String, RegistryAuthorizer> authorizers = new ConcurrentHashMap<>();

    /**
     * How registries are reached.
     *
     * @param perSecond most requests a second to one host; 0 for any number
     * @param parallel how many documents are asked for or sent at once where there are many
     */
    public record Settings(
            HttpTransfer.Settings http,
            HostSettings hosts,
            CredentialLookup credentials,
            RetryPolicy retries,
            double perSecond,
            int parallel) {
        /** How many requests a registry is asked at once, where nobody says another number: as many as Docker makes or more. */
        public static final int PARALLEL = 6;

        /** The same as somebody else. */
        public Settings as(CredentialLookup somebody) {
            return new Settings(http, hosts, somebody, retries, perSecond, parallel);
        }

        /** The defaults, as nobody in particular, on these threads. */
        public static Settings standard(Executor executor) {
            return new Settings(
                    HttpTransfer.Settings.standard(executor),
                    HostSettings.standard(),
                    CredentialLookup.none(),
                    RetryPolicy.defaults(),
                    0,
                    PARALLEL);
        }
    }

    /** Connects to nothing yet. */
    public Registries(Settings settings) {
        this.settings = settings;
        this.transfer = new HttpTransfer(settings.http());
        this.exchange = new Exchange(
                transfer,
                settings.retries(),
                settings.perSecond(),
                settings.http().pause());
    }

    /** The repository of an image. */
    public Repository repository(ImageName name) {
        URI base = settings.hosts().base(name.host());
        RegistryAuthorizer authorizer = authorizers.computeIfAbsent(
                name.host() + "/" + name.repository(), key -> authorizer(name.host(), name.repository(), base));
        return new Repository(
                name.host(),
                name.repository(),
                base,
                exchange,
                authorizer,
                this::tasks,
                settings.http().executor());
    }

    /** The list of a registry's repositories. */
    public Catalog catalog(String host) {
        URI base = settings.hosts().base(host);
        RegistryAuthorizer authorizer = authorizer(host, "", base);
        return new Catalog(host, base, call -> exchange.send(call, authorizer, Set.of(Catalog.SCOPE)));
    }

    /**
     * Asks a registry whether it lets somebody in.
     *
     * @return whether it wanted to know who asks
     * @throws dev.ambidock.transport.error.ContentException of kind DENIED if it does not let them in
     */
    public boolean ping(String host) throws IOException {
        URI base = settings.hosts().base(host);
        RegistryAuthorizer authorizer = authorizer(host, "", base);
        Call call = Call.of("GET", URI.create(base + new Route.Ping().path()));
        try (Answer answer = exchange.send(call, authorizer, Set.of())) {
            if (!answer.isSuccess()) {
                throw Refusals.of(host, answer);
            }
        }
        return authorizer.authorization(Set.of()).isPresent();
    }

    private RegistryAuthorizer authorizer(String host, String repository, URI base) {
        return new RegistryAuthorizer(
                host,
                repository,
                base,
                settings.credentials(),
                exchange,
                settings.http().pause());
    }

    private BoundedTasks tasks() {
        return new BoundedTasks(settings.http().executor(), settings.parallel());
    }

    @Override
    public void close() throws IOException {
        transfer.close();
    }
}
