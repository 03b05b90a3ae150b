// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes compact JSON in the very bytes of Go's {@code encoding/json}, which the tools of the field write: no white
 * space, {@code <}, {@code >}, {@code &}, U+2028 and U+2029 as lower-case {@code \\u} escapes, other text as UTF-8.
 * Commas come by themselves. Confined to one thread.
 */
public final class GoJsonWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean comma;

    /** A writer with nothing written. */
    public GoJsonWriter() {}

    public void beginObject() {
        separate();
        out.append('{');
        comma = false;
    }

    public void endObject() {
        out.append('}');
        comma = true;
    }

    public void beginArray() {
        separate();
        out.append('[');
        comma = false;
    }

    public void endArray() {
        out.append(']');
        comma = true;
    }

    public void name(String name) {
        separate();
        string(name);
        out.append(':');
        comma = false;
    }

    public void text(String text) {
        separate();
        string(text);
        comma = true;
    }

    public void integer(long value) {
        separate();
        out.append(value);
        comma = true;
    }

    public void bool(boolean value) {
        separate();
        out.append(value);
        comma = true;
    }

    /** Writes {@code null}. */
    public void nothing() {
        separate();
        out.append("null");
        comma = true;
    }

    /** Writes a value of another text: its members in their order, its numbers as they are spelled. */
    public void value(JsonValue value) {
        switch (value.kind()) {
            case OBJECT -> {
                beginObject();
                for (JsonValue member : value.children()) {
                    name(member.key());
                    value(member);
                }
                endObject();
            }
            case ARRAY -> {
                beginArray();
                value.children().forEach(this::value);
                endArray();
            }
            case STRING -> text(value.text());
            case NUMBER, TRUE, FALSE, NULL -> {
                separate();
                out.append(value.raw());
                comma = true;
            }
        }
    }

    /** Writes an object as Go writes a map: members sorted by the bytes of their names. */
    public void sorted(JsonValue object) {
        List<JsonValue> members = new ArrayList<>(object.children());
        members.sort(
                Comparator.comparing(m -> m.key().getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned));
        beginObject();
        for (JsonValue member : members) {
            name(member.key());
            value(member);
        }
        endObject();
    }

    /** What was written, as UTF-8. */
    public byte[] toBytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = false;
    }

    private void string(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                JsonText.escape(out, text.substring(plain, i));
                JsonText.unicodeEscape(out, c);
                plain = i + 1;
            }
        }
        JsonText.escape(out, plain == 0 ? text : text.substring(plain));
        out.append('"');
    }
}
