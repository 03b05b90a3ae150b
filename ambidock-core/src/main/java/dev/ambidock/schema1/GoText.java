// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.GoJsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Pieces of JSON in the spelling of the Go that built Docker: before Go 1.22, backspace and form feed had no short escapes.
 */
final class GoText {
    private static final byte[] BACKSPACE = "\\u0008".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORM_FEED = "\\u000c".getBytes(StandardCharsets.US_ASCII);

    private GoText() {}

    /** What the writer writes. */
    static byte[] of(Consumer<GoJsonWriter> content) {
        GoJsonWriter out = new GoJsonWriter();
        content.accept(out);
        byte[] json = out.toBytes();
        ByteArrayOutputStream older = new ByteArrayOutputStream(json.length);
        boolean escaped = false;
        for (byte c : json) {
            if (escaped && (c == 'b' || c == 'f')) {
                older.writeBytes(c == 'b' ? BACKSPACE : FORM_FEED);
            } else if (escaped) {
                older.write('\\');
                older.write(c);
            } else if (c != '\\') {
                older.write(c);
            }
            escaped = !escaped && c == '\\';
        }
        return older.toByteArray();
    }

    /** A string. */
    static byte[] of(String text) {
        return of(out -> out.text(text));
    }
}
