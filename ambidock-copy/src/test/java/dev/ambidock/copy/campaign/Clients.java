// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Pause;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import java.util.Optional;

/** The client with its default options, but for what a campaign says. */
final class Clients {
    private Clients() {}

    /** All defaults, in this time. */
    static Registries.Settings standard(Pause pause) {
        return of(pause, Timeouts.defaults(), RetryPolicy.defaults(), CredentialLookup.none());
    }

    static Registries.Settings of(Pause pause, Timeouts timeouts, RetryPolicy retries, CredentialLookup credentials) {
        return new Registries.Settings(
                http(pause, timeouts, Proxies.none()),
                HostSettings.standard(),
                credentials,
                retries,
                0,
                Registries.Settings.PARALLEL);
    }

    static HttpTransfer.Settings http(Pause pause, Timeouts timeouts, Proxies proxies) {
        return new HttpTransfer.Settings(
                TlsLookup.always(TlsSettings.standard()),
                proxies,
                timeouts,
                "ambidock",
                Optional.empty(),
                pause,
                DaemonThreads.executor());
    }
}
