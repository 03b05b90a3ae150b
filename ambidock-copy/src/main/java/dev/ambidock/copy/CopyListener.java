// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;

/** Hears what a copy does. Called from several threads at once; must be quick and must not throw. */
public interface CopyListener {

    /** Hears nothing. */
    CopyListener SILENT = new CopyListener() {};

    /** A blob begins to move. */
    default void begin(Descriptor blob) {}

    /** Some of its bytes were read from the source. */
    default void moved(Descriptor blob, long bytes) {}

    /** A blob is at the destination; {@code skipped} if it was there before. */
    default void end(Descriptor blob, boolean skipped) {}
}
