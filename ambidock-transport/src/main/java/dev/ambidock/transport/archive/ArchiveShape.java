// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

/** What a written archive looks like inside. */
public enum ArchiveShape {
    /** An OCI layout, and nothing else. */
    LAYOUT,
    /**
     * An OCI layout that is also a {@code docker save} archive: {@code manifest.json} and {@code repositories} name the same
     * blobs. Every engine loads it. An image whose foreign layers are not in the archive stands in the layout only, since
     * {@code docker load} fails on an archive whose {@code manifest.json} names a missing layer.
     */
    HYBRID,
    /** A {@code docker save} archive of the time before Docker 25: single Docker images with plain layers. */
    CLASSIC;

    /** What is written if nothing else is asked for. */
    public static ArchiveShape standard(ArchiveLocator locator) {
        return locator.isDocker() ? HYBRID : LAYOUT;
    }
}
