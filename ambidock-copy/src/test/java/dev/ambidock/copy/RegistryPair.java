// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
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
import dev.ambidock.transport.registry.RegistrySink;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Copies between fake registries, with short waits. */
public final class RegistryPair {
    private final Executor threads;

    /** Copies on these threads. */
    public RegistryPair(Executor threads) {
        this.threads = threads;
    }

    /** Settings for tests: short waits, seconds of patience. */
    public static Registries.Settings settings(CredentialLookup credentials) {
        HttpTransfer.Settings http = http(TlsLookup.always(TlsSettings.standard()), Proxies.none());
        RetryPolicy retries = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(2));
        return new Registries.Settings(
                http, HostSettings.standard(), credentials, retries, 0, Registries.Settings.PARALLEL);
    }

    /** Connections for tests. */
    public static HttpTransfer.Settings http(TlsLookup tls, Proxies proxies) {
        return new HttpTransfer.Settings(
                tls,
                proxies,
                new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1), 1024),
                "ambidock",
                Optional.empty(),
                Pause.system(),
                DaemonThreads.executor());
    }

    CopyReport copy(String from, String to, CopyRequest request) throws IOException {
        return copy(from, to, request, CredentialLookup.none());
    }

    CopyReport copy(String from, String to, CopyRequest request, CredentialLookup credentials) throws IOException {
        return copy(from, to, request, settings(credentials));
    }

    /** Copies the image at one place to another, by registries that are reached as the settings say. */
    public CopyReport copy(String from, String to, CopyRequest request, Registries.Settings settings)
            throws IOException {
        ImageName source = ImageName.parse(from);
        ImageName destination = ImageName.parse(to);
        Registries reading = new Registries(settings);
        Registries writing = new Registries(settings);
        try (ImageSource in = new RegistrySource(source, reading.repository(source), Limits.defaults(), reading);
                ImageSink out =
                        new RegistrySink(destination, writing.repository(destination), Limits.defaults(), writing)) {
            Copier copier = new Copier(CopyEnvironment.on(threads));
            List<String> names = destination.tag().stream().toList();
            return copier.copy(List.of(copier.plan(in, in.image(), names, out, request)), in, out)
                    .get(0);
        }
    }
}
