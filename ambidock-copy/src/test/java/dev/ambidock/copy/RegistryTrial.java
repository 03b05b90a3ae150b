// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySink;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/** Puts what a registry on this machine holds to the product. */
final class RegistryTrial {
    private final String host;
    private final Executor threads;

    RegistryTrial(String host, Executor threads) {
        this.host = host;
        this.threads = threads;
    }

    /** A port to read from the registry. */
    ImageSource source(String reference) {
        ImageName name = ImageName.parse(host + "/" + reference);
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        return new RegistrySource(name, registries.repository(name), Limits.defaults(), registries);
    }

    /** Reads the documents that are there; what is missing may be missing. */
    void read(String reference) throws IOException {
        try (ImageSource source = source(reference)) {
            copier().read(source, source.image());
        }
    }

    /** Copies everything from the registry. */
    void copy(String reference, CopyRequest request) throws IOException {
        try (ImageSource source = source(reference)) {
            copy(source, request);
        }
    }

    /** Copies everything from a source, into memory. */
    void copy(ImageSource source, CopyRequest request) throws IOException {
        try (ImageSink sink = MemoryStore.empty("trial").sink()) {
            for (NamedImage image : source.images().isEmpty() ? List.of(source.image()) : source.images()) {
                copier().copy(source, image, sink, request);
            }
        }
    }

    /** Copies an image to the registry. */
    void push(ImageSource source, String reference) throws IOException {
        ImageName name = ImageName.parse(host + "/" + reference);
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        try (ImageSink sink = new RegistrySink(name, registries.repository(name), Limits.defaults(), registries)) {
            Copier copier = copier();
            copier.copy(
                    List.of(copier.plan(
                            source, source.image(), name.tag().stream().toList(), sink, CopyRequest.keep())),
                    source,
                    sink);
        }
    }

    Copier copier() {
        return new Copier(CopyEnvironment.on(threads));
    }
}
