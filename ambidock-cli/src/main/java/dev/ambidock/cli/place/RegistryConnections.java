// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistryLocator;
import dev.ambidock.transport.registry.RegistrySink;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Connections and tokens of both sides: made when needed, kept until they are closed. */
final class RegistryConnections implements Closeable {
    private final RegistrySides sides;
    private Optional<Registries> source = Optional.empty();
    private Optional<Registries> destination = Optional.empty();

    RegistryConnections(RegistrySides sides) {
        this.sides = sides;
    }

    private synchronized Registries source() {
        if (source.isEmpty()) {
            source = Optional.of(new Registries(sides.source()));
        }
        return source.get();
    }

    private synchronized Registries destination() {
        if (destination.isEmpty()) {
            destination = Optional.of(new Registries(sides.destination()));
        }
        return destination.get();
    }

    /** A source on these connections. */
    ImageSource source(RegistryLocator locator, Limits limits, Closeable closedWithIt) {
        return new RegistrySource(locator.name(), source().repository(locator.name()), limits, closedWithIt);
    }

    /** A sink on these connections. */
    ImageSink sink(RegistryLocator locator, Limits limits, Closeable closedWithIt) {
        return new RegistrySink(locator.name(), destination().repository(locator.name()), limits, closedWithIt);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (source.isPresent()) {
                source.get().close();
            }
        } finally {
            if (destination.isPresent()) {
                destination.get().close();
            }
        }
    }
}
