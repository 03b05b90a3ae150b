// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a server answered. Close it: the connection serves the next request then, if little of the body is left. */
public interface Answer extends Closeable {

    int status();

    /** Where it came from, after redirects. */
    URI uri();

    /** The values of a header, in their order. */
    List<String> headers(String name);

    /** The first value of a header. */
    default Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** Whether the request was tried as often as makes sense, and this is what came of it. */
    default boolean isLast() {
        return false;
    }

    /** The declared length of the body; -1 if none is declared. */
    long length();

    /** The body; closing it closes the answer. */
    InputStream body();

    /** The body's first bytes, for messages; failures on the way end it quietly. */
    default byte[] head(int most) {
        try {
            return body().readNBytes(most);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Whether the status is of the 200s. */
    default boolean isSuccess() {
        return status() / 100 == 2;
    }
}
