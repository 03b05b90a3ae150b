// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.SinkSession;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A repository as a place to write to. Names of images become tags. */
public final class RegistrySink implements ImageSink {
    private static final long MOST_DOCUMENT = 4 << 20;

    private final ImageName name;
    private final Repository repository;
    private final Closeable connections;
    private final Limits limits;

    /**
     * A sink; asks for nothing yet.
     *
     * @param connections closed with the sink
     */
    public RegistrySink(ImageName name, Repository repository, Limits limits, Closeable connections) {
        this.name = name;
        this.repository = repository;
        this.connections = connections;
        this.limits = limits;
    }

    @Override
    public String locator() {
        return new RegistryLocator(name).toString();
    }

    @Override
    public SinkAbilities abilities() {
        Set<Family> families = EnumSet.of(Family.OCI, Family.DOCKER, Family.DOCKER_SCHEMA1, Family.OTHER);
        return SinkAbilities.of(families, MOST_DOCUMENT);
    }

    /** Plain layers from a disk are compressed on the way, since everybody pays for their length from then on. */
    @Override
    public SinkAbilities abilities(ContentSource source) {
        return source.isRemote()
                ? abilities()
                : abilities().withCompressions(EnumSet.of(Compression.GZIP, Compression.ZSTD));
    }

    @Override
    public boolean isPlaceOf(ContentSource source) {
        return takesFrom(source)
                && ((RegistrySource) source).repository().name().equals(repository.name());
    }

    @Override
    public boolean takesFrom(ContentSource source) {
        return source instanceof RegistrySource registry
                && registry.repository().isBeside(repository);
    }

    @Override
    public boolean takesName(String text) {
        return RegistrySession.tag(text).isPresent();
    }

    @Override
    public Optional<String> repository() {
        return Optional.of(name.repository());
    }

    @Override
    public SinkSession begin() {
        return new RegistrySession(repository, limits);
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
