// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose content can be had again from any place, while it stays where it is. */
public interface Rereadable {

    /**
     * A part of the content; the caller closes it. Its bytes are not verified.
     *
     * @param offset in bytes from the beginning
     * @param length in bytes
     */
    InputStream reread(long offset, long length) throws IOException;
}
