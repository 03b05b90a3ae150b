// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.RootEntries;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveShape;
import dev.ambidock.transport.archive.ArchiveSink;
import dev.ambidock.transport.http.HttpTransfer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * An engine as a place to write to. The image is gathered in a temporary file and given to the engine on commit, in the
 * form that every engine loads; only then does it get its names.
 */
public final class DaemonSink implements ImageSink {
    private final DaemonLocator locator;
    private final EngineApi engine;
    private final Limits limits;
    private final Path temporary;

    /**
     * A sink; asks for nothing yet.
     *
     * @param temporary folder for the archive
     */
    public DaemonSink(
            DaemonLocator locator, DaemonAddress address, HttpTransfer.Settings http, Limits limits, Path temporary) {
        this.locator = locator;
        this.engine = new EngineApi(address, http);
        this.limits = limits;
        this.temporary = temporary;
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    /** The image alone: engines keep nothing beside it. */
    @Override
    public SinkAbilities abilities() {
        return SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER), limits.documentBytes())
                .withoutIndexes()
                .withoutAttachments();
    }

    @Override
    public boolean isSequential() {
        return true;
    }

    @Override
    public boolean takesName(String name) {
        return RootEntries.tagged(name).isPresent();
    }

    @Override
    public SinkSession begin() throws IOException {
        Path file = Files.createTempFile(temporary, ".ambidock-", ".tar");
        try {
            return new DaemonSession(sink(file).begin(), file, engine, locator);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private ArchiveSink sink(Path file) throws IOException {
        ArchiveLocator archive = ArchiveLocator.of("docker-archive", file);
        return ArchiveSink.of(archive, ArchiveShape.HYBRID, OutputStream.nullOutputStream(), limits, temporary);
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
