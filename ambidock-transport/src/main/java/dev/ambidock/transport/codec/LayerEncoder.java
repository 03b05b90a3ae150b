// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Wraps a layer's tar. The bytes depend on the content and the profile alone, never on threads, timing or machine. */
public interface LayerEncoder {

    /** What decides the bytes, as reports name it. */
    String profile();

    /** Encodes the input to its end; closes neither stream. */
    void encode(InputStream tar, OutputStream out) throws IOException;
}
