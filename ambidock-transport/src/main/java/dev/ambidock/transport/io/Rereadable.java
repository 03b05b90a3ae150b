// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose content can be had again from any place, while it stays where it is. */
public interface Rereadable {

    /**
     * The content from an offset on; the caller closes it. Its bytes are not verified.
     *
     * @param offset in bytes from the beginning
     */
    InputStream reread(long offset) throws IOException;
}
