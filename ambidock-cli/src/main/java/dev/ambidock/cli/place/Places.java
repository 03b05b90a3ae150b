// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveShape;
import dev.ambidock.transport.archive.ArchiveSink;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.daemon.DaemonLocator;
import dev.ambidock.transport.daemon.DaemonSink;
import dev.ambidock.transport.daemon.DaemonSource;
import dev.ambidock.transport.dir.DirLocator;
import dev.ambidock.transport.dir.DirSink;
import dev.ambidock.transport.dir.DirSource;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.foreign.ForeignClient;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import dev.ambidock.transport.registry.RegistryLocator;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Opens what locators name. What it opens has connections of its own, unless they are shared. */
public final class Places implements Closeable {
    private static final long MOST_UNWRAPPED = 1L << 40;

    private final InputStream stdin;
    private final Limits limits;
    private final Path temporary;
    private final WrittenShapes shapes;
    private final RegistrySides registries;
    private final Optional<RegistryConnections> shared;

    /**
     * Places that are read within limits.
     *
     * @param stdin read when a locator names standard input
     * @param temporary folder for temporary files
     * @param shapes how destinations are written
     * @param registries how registries are reached
     */
    public Places(InputStream stdin, Limits limits, Path temporary, WrittenShapes shapes, RegistrySides registries) {
        this(stdin, limits, temporary, shapes, registries, Optional.empty());
    }

    private Places(
            InputStream stdin,
            Limits limits,
            Path temporary,
            WrittenShapes shapes,
            RegistrySides registries,
            Optional<RegistryConnections> shared) {
        this.stdin = stdin;
        this.limits = limits;
        this.temporary = temporary;
        this.shapes = shapes;
        this.registries = registries;
        this.shared = shared;
    }

    /** The same places, on connections that are kept until they are closed. */
    public Places sharingConnections() {
        return new Places(
                stdin, limits, temporary, shapes, registries, Optional.of(new RegistryConnections(registries)));
    }

    @Override
    public void close() throws IOException {
        if (shared.isPresent()) {
            shared.get().close();
        }
    }

    private Closeable closing(RegistryConnections own) {
        return shared.isPresent() ? () -> {} : own;
    }

    public Limits limits() {
        return limits;
    }

    /** Opens a place to read from; the caller closes it. */
    public ImageSource source(Locator locator) throws Problem {
        text(locator);
        return Failures.opening(Side.SOURCE, () -> switch (locator.scheme()) {
            case DOCKER -> {
                RegistryConnections own = shared.orElseGet(() -> new RegistryConnections(registries));
                yield own.source(RegistryLocator.parse(locator.rest()), limits, closing(own));
            }
            case DOCKER_DAEMON ->
                DaemonSource.open(
                        DaemonLocator.parse(locator.rest()),
                        registries.engine(),
                        registries.source().http(),
                        limits,
                        MOST_UNWRAPPED,
                        temporary);
            case OCI -> LayoutSource.open(LayoutLocator.parse(locator.rest()), limits);
            case DIR -> DirSource.open(DirLocator.parse(locator.rest()), limits);
            case OCI_ARCHIVE, DOCKER_ARCHIVE ->
                ArchiveSource.open(archive(locator), StandardStreams.in(stdin), limits, MOST_UNWRAPPED, temporary);
        });
    }

    /** Gets layers from the urls of images; the caller closes it. */
    public ForeignClient foreignLayers() {
        return registries.foreignLayers();
    }

    /** The parts of a locator. */
    public static LocatorText text(Locator locator) throws Problem {
        try {
            if (locator.scheme() == Scheme.DOCKER) {
                ImageName name = RegistryLocator.parse(locator.rest()).name();
                return new LocatorText("//" + name.host() + "/" + name.repository(), name.tag(), name.digest());
            }
            if (locator.scheme() == Scheme.DOCKER_DAEMON) {
                DaemonLocator parsed = DaemonLocator.parse(locator.rest());
                return new LocatorText(locator.rest(), parsed.tagged(), Optional.empty());
            }
            if (locator.scheme() == Scheme.DIR) {
                DirLocator parsed = DirLocator.parse(locator.rest());
                return new LocatorText(parsed.folder().toString(), Optional.empty(), parsed.digest());
            }
            return LocatorText.parse(locator.rest());
        } catch (MalformedTextException e) {
            throw Problem.usage(
                    locator.toString(),
                    String.valueOf(e.getMessage()),
                    locator.scheme().form());
        }
    }

    /** A place to write to; the caller closes it. Nothing is written before a session begins. */
    public ImageSink sink(Locator locator, OutputStream stdout) throws Problem {
        text(locator);
        return Failures.opening(Side.DESTINATION, () -> switch (locator.scheme()) {
            case DOCKER -> {
                RegistryConnections own = shared.orElseGet(() -> new RegistryConnections(registries));
                yield own.sink(RegistryLocator.parse(locator.rest()), limits, closing(own));
            }
            case DOCKER_DAEMON ->
                new DaemonSink(
                        DaemonLocator.parse(locator.rest()),
                        registries.engine(),
                        registries.destination().http(),
                        limits,
                        temporary);
            case OCI -> new LayoutSink(LayoutLocator.parse(locator.rest()), limits, shapes.hardLinks());
            case DIR -> new DirSink(DirLocator.parse(locator.rest()), limits);
            case OCI_ARCHIVE, DOCKER_ARCHIVE -> {
                ArchiveShape shape =
                        shapes.classicArchive() ? ArchiveShape.CLASSIC : ArchiveShape.standard(archive(locator));
                yield ArchiveSink.of(archive(locator), shape, StandardStreams.out(stdout), limits, temporary);
            }
        });
    }

    private static ArchiveLocator archive(Locator locator) {
        return ArchiveLocator.parse(locator.scheme().word(), locator.rest());
    }
}
