// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A stream of the whole of a plain file, as long as nothing was read from it: who keeps its bytes in a file too may let the
 * system copy them, and has to check the copy.
 */
public interface FileBacked {

    /** The file; empty if the bytes are in none of their own. */
    Optional<Path> file();
}
