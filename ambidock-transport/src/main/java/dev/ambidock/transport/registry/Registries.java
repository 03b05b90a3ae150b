// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.ImageName;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.registry.auth.RegistryAuthorizer;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

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
     */
    public record Settings(
            HttpTransfer.Settings http,
            HostSettings hosts,
            CredentialLookup credentials,
            RetryPolicy retries,
            double perSecond) {

        /** The defaults, as nobody in particular. */
        public static Settings standard() {
            return new Settings(
                    HttpTransfer.Settings.standard(),
                    HostSettings.standard(),
                    CredentialLookup.none(),
                    RetryPolicy.defaults(),
                    0);
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
                name.host() + "/" + name.repository(),
                key -> new RegistryAuthorizer(
                        name.host(),
                        name.repository(),
                        base,
                        settings.credentials(),
                        exchange,
                        settings.http().pause()));
        return new Repository(name.host(), name.repository(), base, exchange, authorizer);
    }

    @Override
    public void close() throws IOException {
        transfer.close();
    }
}
