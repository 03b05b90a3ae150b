// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

/**
 * How places are written where there is a choice.
 *
 * @param classicArchive whether docker-archive: gets the old shape
 * @param hardLinks whether oci: gets hard links to blobs of another layout
 */
public record WrittenShapes(boolean classicArchive, boolean hardLinks) {
    /** What is written unless something else is wanted. */
    public static final WrittenShapes STANDARD = new WrittenShapes(false, false);
}
