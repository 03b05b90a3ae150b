// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.LocatorText;

/**
 * {@code docker-archive:FILE[:NAME][@DIGEST]} or the same with {@code oci-archive}.
 *
 * @param scheme {@code docker-archive} or {@code oci-archive}
 * @param text the locator behind its scheme; {@code -} as the place is standard input or output
 */
public record ArchiveLocator(String scheme, LocatorText text) {

    /** Reads the text behind the scheme. */
    public static ArchiveLocator parse(String scheme, String text) {
        return new ArchiveLocator(scheme, LocatorText.parse(text));
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
