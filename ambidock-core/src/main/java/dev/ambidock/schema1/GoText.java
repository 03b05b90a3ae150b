// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.GoJsonWriter;
import java.util.function.Consumer;

/** Pieces of JSON in Go's spelling. */
final class GoText {
    private GoText() {}

    /** What the writer writes. */
    static byte[] of(Consumer<GoJsonWriter> content) {
        GoJsonWriter out = new GoJsonWriter();
        content.accept(out);
        return out.toBytes();
    }

    /** A string. */
    static byte[] of(String text) {
        return of(out -> out.text(text));
    }
}
