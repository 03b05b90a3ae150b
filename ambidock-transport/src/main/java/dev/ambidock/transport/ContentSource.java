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
     * Opens a part of some content.
     *
     * @param length how many bytes are wanted
     * @return a stream of the bytes from the offset on, not verified, which may have more than that; the caller closes it
     */
    default InputStream openAt(Descriptor descriptor, long offset, long length) throws IOException {
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
