// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.Set;

/** Writes an OCI layout folder, which is made if it is not there. */
public final class LayoutSink implements ImageSink {
    private final LayoutLocator locator;
    private final Limits limits;
    private final boolean hardLinks;

    /** A sink that copies. */
    public LayoutSink(LayoutLocator locator, Limits limits) {
        this(locator, limits, false);
    }

    /**
     * A sink.
     *
     * @param hardLinks whether blobs that are files of another layout become hard links to them, where the file system
     *     allows; who writes to such a file from then on changes both layouts
     */
    public LayoutSink(LayoutLocator locator, Limits limits, boolean hardLinks) {
        this.locator = locator;
        this.limits = limits;
        this.hardLinks = hardLinks;
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public SinkAbilities abilities() {
        return SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER), limits.documentBytes());
    }

    @Override
    public SinkSession begin() throws IOException {
        return LayoutSession.begin(
                new LayoutFolder(locator.folder(), limits), locator.text().name(), new FileDuplicate(hardLinks));
    }

    @Override
    public void close() {
        // Nothing is held between sessions.
    }
}
