// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageChoice;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads an archive: a {@code docker save} tar of any generation, an OCI layout in a tar, or both in one. Thread-safe once
 * open. Closing it deletes the temporary file that a wrapped or piped archive needed.
 */
public final class ArchiveSource implements ImageSource {
    private final ArchiveLocator locator;
    private final TarArchive tar;
    private final BlobPlaces places;
    private final List<NamedImage> images;

    private ArchiveSource(ArchiveLocator locator, TarArchive tar, BlobPlaces places, List<NamedImage> images) {
        this.locator = locator;
        this.tar = tar;
        this.places = places;
        this.images = images;
    }

    /**
     * Opens an archive.
     *
     * @param standardInput read when the locator says {@code -}; not closed
     * @param mostBytes how long a wrapped or piped archive may become when unwrapped
     */
    public static ArchiveSource open(ArchiveLocator locator, InputStream standardInput, Limits limits, long mostBytes)
            throws IOException {
        TarArchive tar = locator.isStandardStream()
                ? ArchiveFile.spool(standardInput, locator.toString(), mostBytes)
                : ArchiveFile.open(Path.of(locator.text().place()), mostBytes);
        try {
            BlobPlaces places = new BlobPlaces(tar);
            boolean docker = locator.scheme().equals("docker-archive");
            List<NamedImage> images = new ArchiveContents(tar, places, limits).images(docker);
            return new ArchiveSource(locator, tar, places, images);
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
        return images;
    }

    @Override
    public NamedImage image() throws IOException {
        return ImageChoice.among(locator(), images, locator.text());
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
