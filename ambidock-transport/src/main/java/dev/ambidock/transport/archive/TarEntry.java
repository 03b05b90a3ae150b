// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

/**
 * A file or link in a tar.
 *
 * @param name cleaned: no leading {@code ./}, no empty parts
 * @param kind what it is
 * @param size length of its content in bytes; 0 for a link
 * @param offset where the content stands in the tar; -1 for a sparse file, whose content does not stand in one piece
 * @param sequence place among the tar's entries, from 0
 * @param target where a link leads, as spelled
 */
record TarEntry(String name, Kind kind, long size, long offset, int sequence, String target) {

    enum Kind {
        FILE,
        SYMLINK,
        HARDLINK,
        FOLDER
    }
}
