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
        for (int i = 0; i < json.length; i++) {
            if (json[i] != '\\') {
                older.write(json[i]);
                continue;
            }
            i++;
            switch (json[i]) {
                case 'b' -> older.writeBytes(BACKSPACE);
                case 'f' -> older.writeBytes(FORM_FEED);
                default -> {
                    older.write('\\');
                    older.write(json[i]);
                }
            }
        }
        return older.toByteArray();
    }

    /** A string. */
    static byte[] of(String text) {
        return of(out -> out.text(text));
    }
}
