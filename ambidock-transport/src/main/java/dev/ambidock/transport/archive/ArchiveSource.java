// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageChoice;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Referrers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive: a {@code docker save} tar of any generation, an OCI layout in a tar, or both in one. Thread-safe once
 * open. Closing it ends its streams and frees the temporary file that a wrapped or piped archive needed.
 */
public final class ArchiveSource implements ImageSource {
    private final ArchiveLocator locator;
    private final Limits limits;
    private final TarArchive tar;
    private final BlobPlaces places;
    private final List<NamedImage> roots;
    private @Nullable Referrers referrers;

    private ArchiveSource(
            ArchiveLocator locator, Limits limits, TarArchive tar, BlobPlaces places, List<NamedImage> roots) {
        this.locator = locator;
        this.limits = limits;
        this.tar = tar;
        this.places = places;
        this.roots = roots;
    }

    /**
     * Opens an archive.
     *
     * @param standardInput read when the locator says {@code -}; not closed
     * @param mostBytes how long a wrapped or piped archive may become when unwrapped, and how long the sparse files in one
     *     may be together
     * @param temporary folder in which a wrapped or piped archive is unwrapped
     */
    public static ArchiveSource open(
            ArchiveLocator locator, InputStream standardInput, Limits limits, long mostBytes, Path temporary)
            throws IOException {
        ArchiveFile file = new ArchiveFile(locator.toString(), mostBytes, temporary);
        TarArchive tar = locator.isStandardStream() ? file.spool(standardInput) : file.open(locator.file());
        try {
            BlobPlaces places = new BlobPlaces(tar);
            List<NamedImage> roots = new ArchiveContents(tar, places, limits).roots(locator.isDocker());
            return new ArchiveSource(locator, limits, tar, places, roots);
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public List<NamedImage> images() {
        return roots.stream().filter(i -> !i.isAttachment()).toList();
    }

    @Override
    public NamedImage image() throws IOException {
        return locator.isDocker()
                ? ImageChoice.amongSaved(locator(), roots, locator.text())
                : ImageChoice.among(locator(), roots, locator.text());
    }

    @Override
    public synchronized List<Descriptor> referrers(Digest subject) throws IOException {
        if (referrers == null) {
            referrers = Referrers.among(locator(), roots, this, limits);
        }
        return referrers.of(subject);
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        return places.open(descriptor);
    }

    @Override
    public boolean exists(Descriptor descriptor) throws IOException {
        return places.has(descriptor.digest());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
