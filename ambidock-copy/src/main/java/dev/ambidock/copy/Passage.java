// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.ImageSink;

/** Where the bytes of layers go in a copy. */
enum Passage {
    /** Nowhere: the destination is where the source reads. */
    IN_PLACE,
    /** From one place to another that takes them by itself. */
    BESIDE,
    /** Through this process. */
    THROUGH,
    /** Nobody knows yet. */
    UNKNOWN;

    static Passage of(ContentSource source, ImageSink sink) {
        if (sink.isPlaceOf(source)) {
            return IN_PLACE;
        }
        return sink.takesFrom(source) ? BESIDE : THROUGH;
    }
}
