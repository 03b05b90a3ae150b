// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.Set;

/**
 * Writes a flat folder: one that is not there yet, an empty one, or one with an image, which is replaced. A folder with
 * anything else in it is refused, and so is a second root. Names are not kept.
 */
public final class DirSink implements ImageSink {
    private final DirLocator locator;
    private final Limits limits;

    public DirSink(DirLocator locator, Limits limits) {
        this.locator = locator;
        this.limits = limits;
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public SinkAbilities abilities() {
        return SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER, Family.DOCKER_SCHEMA1), limits.documentBytes())
                .withoutAttachments();
    }

    @Override
    public SinkSession begin() throws IOException {
        return DirSession.begin(new FlatFolder(locator.folder()));
    }

    @Override
    public void close() {
        // Nothing is held between sessions.
    }
}
