// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import java.util.List;

/**
 * A file or link in a tar.
 *
 * @param name cleaned: no leading {@code ./}, no empty parts
 * @param kind what it is
 * @param size length of its content in bytes; 0 for a link
 * @param offset where the content begins in the tar
 * @param pieces the parts of a sparse file that stand in the tar, one behind the other; empty if all of it does
 * @param target where a link leads, as spelled
 */
record TarEntry(String name, Kind kind, long size, long offset, List<Piece> pieces, String target) {

    enum Kind {
        FILE,
        SYMLINK,
        HARDLINK,
        FOLDER
    }

    /** A part of a sparse file: where it stands in the file, and how long it is. */
    record Piece(long offset, long length) {}
}
