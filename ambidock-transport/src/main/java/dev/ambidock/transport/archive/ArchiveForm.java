// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How an archive of some shape is laid out. One is used for one archive. */
interface ArchiveForm {

    /** Writes what comes before all blobs. */
    void begin(TarWriter tar) throws IOException;

    /**
     * Writes what must stand before a blob, such as its folder, and says the blob's own name.
     *
     * @return empty for a document that has no entry of its own in this shape
     */
    Optional<String> place(Descriptor blob, TarWriter tar) throws IOException;

    /** Whether the end needs this blob's bytes. */
    boolean needs(Descriptor blob);

    /** Writes what makes images of the blobs. */
    void end(TarWriter tar, List<NamedImage> roots) throws IOException;
}
