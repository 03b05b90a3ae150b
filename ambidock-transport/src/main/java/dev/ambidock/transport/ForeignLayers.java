// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;

/** Gets layers from the places that an image itself names. Thread-safe. */
public interface ForeignLayers {
    /** Gets nothing: whoever writes an image could make its reader ask any place at all. */
    ForeignLayers NONE = layer -> {
        throw ContentException.of(
                FailureKind.UNSUPPORTED, layer.digest().toString(), "nobody here gets layers from the urls of images");
    };

    /**
     * Opens a layer.
     *
     * @param layer with its {@link Descriptor#urls}
     * @return a stream that fails at its end unless size and digest are those of the descriptor; the caller closes it
     * @throws ContentException if none of the places gives it, or none may be asked
     */
    InputStream open(Descriptor layer) throws IOException;
}
