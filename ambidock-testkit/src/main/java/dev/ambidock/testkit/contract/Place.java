// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.contract;

import dev.ambidock.model.Bytes;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import java.io.IOException;
import java.util.Map;

/** Somewhere to write to and to read from, empty when a suite gets it. */
public interface Place {

    /** A port to write to it; the suite closes it. */
    ImageSink sink() throws IOException;

    /**
     * A port to read what is there; the suite closes it.
     *
     * @param choice {@code :NAME}, {@code @DIGEST} or nothing, as behind a locator
     */
    ImageSource source(String choice) throws IOException;

    /** All that can be seen at the place, by any names; equal if and only if nothing changed. */
    Map<String, Bytes> snapshot() throws IOException;
}
