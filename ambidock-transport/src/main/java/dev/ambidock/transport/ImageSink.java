// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.SinkAbilities;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A place to write images to. */
public interface ImageSink extends Closeable {

    /** The place as a person spells it, without secrets. */
    String locator();

    /** What it can hold. */
    SinkAbilities abilities();

    /** What it can hold of what comes from there. */
    default SinkAbilities abilities(ContentSource source) {
        return abilities();
    }

    /** Whether the source reads this very place, so that all it has is here. */
    default boolean isPlaceOf(ContentSource source) {
        return false;
    }

    /** Whether the place takes content from there by itself, so that it does not pass through here. */
    default boolean takesFrom(ContentSource source) {
        return false;
    }

    /**
     * Whether an image can stand here under this name. A session leaves out names for which this is false; the image
     * stands there all the same.
     */
    default boolean takesName(String name) {
        return true;
    }

    /** Path of the repository that this is, for formats that write it into images. */
    default Optional<String> repository() {
        return Optional.empty();
    }

    /** Whether the order of writing shows in the result, so that blobs must come one after the other. */
    default boolean isSequential() {
        return false;
    }

    /** Begins a transaction. One at a time per sink. */
    SinkSession begin() throws IOException;
}
