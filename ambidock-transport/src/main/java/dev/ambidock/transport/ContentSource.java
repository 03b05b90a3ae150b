// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** Content by descriptor. */
public interface ContentSource {

    /**
     * Opens some content.
     *
     * @return a stream that fails at its end unless size and digest are those of the descriptor; the caller closes it
     * @throws dev.ambidock.transport.error.ContentException of kind NOT_FOUND if it is not there
     */
    InputStream open(Descriptor descriptor) throws IOException;

    /**
     * Opens some content at an offset.
     *
     * @return a stream of the bytes from there on, not verified; the caller closes it
     */
    default InputStream openAt(Descriptor descriptor, long offset) throws IOException {
        InputStream in = open(descriptor);
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Whether each opening costs a request, so that nothing is opened that need not be. */
    default boolean isRemote() {
        return false;
    }

    /** Whether there is something under this digest; says nothing about its bytes. */
    boolean exists(Descriptor descriptor) throws IOException;
}
