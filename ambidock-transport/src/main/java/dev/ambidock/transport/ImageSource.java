// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A place to read images from. Thread-safe. Closing it ends all its streams. */
public interface ImageSource extends ContentSource, Closeable {

    /** The place as a person spells it, without secrets. */
    String locator();

    /** All images, in the source's own order. */
    List<NamedImage> images() throws IOException;

    /**
     * The image that the locator names.
     *
     * @throws dev.ambidock.transport.error.ContentException of kind NOT_FOUND if there is none, AMBIGUOUS if there are
     *     several; the remedy lists the choices
     */
    NamedImage image() throws IOException;
}
