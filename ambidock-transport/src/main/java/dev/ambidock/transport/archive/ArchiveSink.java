// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.RootEntries;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an archive. The same writes give the same bytes. A file is replaced as a whole on commit and else stays as it
 * was; a pipe, a device or standard output gets the bytes as they come, and what makes them an archive ({@code index.json},
 * {@code manifest.json}, the end of the tar) on commit only.
 *
 * <p>Blobs are written one after the other, in the order of the calls; {@link SinkSession#has} knows those of the session.
 */
public final class ArchiveSink implements ImageSink {
    private final ArchiveLocator locator;
    private final ArchiveShape shape;
    private final OutputStream standardOutput;
    private final Limits limits;
    private final Path temporary;

    private ArchiveSink(
            ArchiveLocator locator, ArchiveShape shape, OutputStream standardOutput, Limits limits, Path temporary) {
        this.locator = locator;
        this.shape = shape;
        this.standardOutput = standardOutput;
        this.limits = limits;
        this.temporary = temporary;
    }

    /**
     * A sink for an archive; nothing is opened yet.
     *
     * @param standardOutput written to when the locator says {@code -}; flushed, not closed
     * @param temporary folder for blobs of unknown length where there is no file beside which they could stand
     * @throws ContentException of kind UNSUPPORTED if the locator's name is one that {@code docker load} would not take
     */
    public static ArchiveSink of(
            ArchiveLocator locator, ArchiveShape shape, OutputStream standardOutput, Limits limits, Path temporary)
            throws IOException {
        Optional<String> name = locator.text().name();
        if (shape != ArchiveShape.LAYOUT
                && name.isPresent()
                && RootEntries.tagged(name.get()).isEmpty()) {
            throw ContentException.of(
                            FailureKind.UNSUPPORTED,
                            locator.toString(),
                            "a name in a Docker archive is REPOSITORY:TAG, and no tag is made up")
                    .trying(locator.scheme() + ":" + locator.text().place() + ":" + name.get() + ":latest");
        }
        return new ArchiveSink(locator, shape, standardOutput, limits, temporary);
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public SinkAbilities abilities() {
        return switch (shape) {
            case LAYOUT, HYBRID -> SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER), limits.documentBytes());
            case CLASSIC ->
                SinkAbilities.of(Set.of(Family.DOCKER), limits.documentBytes())
                        .withCompressions(Set.of(Compression.NONE))
                        .withoutIndexes()
                        .withoutAttachments();
        };
    }

    @Override
    public boolean isSequential() {
        return true;
    }

    @Override
    public boolean takesName(String name) {
        return switch (shape) {
            case LAYOUT, HYBRID -> true;
            case CLASSIC -> RootEntries.tagged(name).isPresent();
        };
    }

    @Override
    public SinkSession begin() throws IOException {
        KeptDocuments kept = new KeptDocuments(limits);
        ArchiveForm form = switch (shape) {
            case LAYOUT -> new LayoutForm(kept, locator.text().name(), false);
            case HYBRID -> new LayoutForm(kept, Optional.empty(), true);
            case CLASSIC -> new ClassicForm(kept);
        };
        return ArchiveSession.begin(ArchiveTarget.open(locator, standardOutput, temporary), form, kept);
    }

    @Override
    public void close() {
        // Nothing is held between sessions.
    }
}
