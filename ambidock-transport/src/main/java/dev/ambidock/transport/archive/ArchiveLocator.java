// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.LocatorText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code docker-archive:FILE[:NAME][@DIGEST]} or the same with {@code oci-archive}. In a Docker archive, {@code :@N} in the
 * place of a name is the image at that position, from 0.
 *
 * @param scheme {@code docker-archive} or {@code oci-archive}
 * @param text the locator behind its scheme; {@code -} as the place is standard input or output
 */
public record ArchiveLocator(String scheme, LocatorText text) {
    private static final String DOCKER = "docker-archive";

    /** Reads the text behind the scheme. Throws {@link MalformedTextException} if it names no file. */
    public static ArchiveLocator parse(String scheme, String text) {
        ArchiveLocator locator = new ArchiveLocator(scheme, LocatorText.parse(text));
        try {
            locator.file();
        } catch (InvalidPathException e) {
            throw new MalformedTextException(text, "this is no path of a file");
        }
        return locator;
    }

    /** The archive in this file, whatever its path looks like. */
    public static ArchiveLocator of(String scheme, Path file) {
        return new ArchiveLocator(scheme, new LocatorText(file.toString(), Optional.empty(), Optional.empty()));
    }

    /** The archive; to be asked for only if it is no standard stream. */
    public Path file() {
        return Path.of(text.place());
    }

    /** Whether names and images are those that {@code docker load} would see. */
    public boolean isDocker() {
        return scheme.equals(DOCKER);
    }

    /** Whether the archive is standard input or output. */
    public boolean isStandardStream() {
        return text.place().equals("-");
    }

    @Override
    public String toString() {
        return scheme + ":" + text;
    }
}
