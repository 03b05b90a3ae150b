// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON value whose spelling the test decides: literals are raw, members and elements keep their order, names may stand
 * twice. Nothing is checked, so that wrong texts can be made as well. Confined to one thread.
 */
public final class JsonDraft {
    private final String open;
    private final String close;
    private final List<String> names = new ArrayList<>();
    private final List<JsonDraft> children = new ArrayList<>();

    private JsonDraft(String open, String close) {
        this.open = open;
        this.close = close;
    }

    /** A literal or any other piece of text, written as it is. */
    public static JsonDraft raw(String text) {
        return new JsonDraft(text, "");
    }

    /** A string with the shortest escapes. */
    public static JsonDraft text(String text) {
        return raw(quoted(text));
    }

    /** A list of strings. */
    public static JsonDraft texts(List<String> texts) {
        JsonDraft list = array();
        texts.forEach(t -> list.add(text(t)));
        return list;
    }

    /** An object without members. */
    public static JsonDraft object() {
        return new JsonDraft("{", "}");
    }

    /** A list without elements. */
    public static JsonDraft array() {
        return new JsonDraft("[", "]");
    }

    /** The string as a JSON literal with the shortest escapes. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** Adds a member to an object. */
    public JsonDraft put(String name, JsonDraft value) {
        return putRaw(quoted(name), value);
    }

    /** Adds a member whose name is given as a literal with its quotes. */
    public JsonDraft putRaw(String literal, JsonDraft value) {
        names.add(literal);
        children.add(value);
        return this;
    }

    /** Adds an element to a list. */
    public JsonDraft add(JsonDraft value) {
        children.add(value);
        return this;
    }

    /** How many members or elements there are. */
    public int size() {
        return children.size();
    }

    /** The text in UTF-8. */
    public byte[] bytes(JsonLayout layout) {
        return (layout.around() + write(layout) + layout.around()).getBytes(StandardCharsets.UTF_8);
    }

    /** The text without white space around it. */
    public String write(JsonLayout layout) {
        StringBuilder out = new StringBuilder();
        write(out, layout, 0);
        return out.toString();
    }

    private void write(StringBuilder out, JsonLayout layout, int level) {
        out.append(open);
        for (int i = 0; i < children.size(); i++) {
            out.append(i == 0 ? "" : layout.beforeComma() + "," + layout.afterComma());
            out.append(layout.lineStart(level + 1));
            if (!names.isEmpty()) {
                out.append(names.get(i))
                        .append(layout.beforeColon())
                        .append(':')
                        .append(layout.afterColon());
            }
            children.get(i).write(out, layout, level + 1);
        }
        if (!children.isEmpty()) {
            out.append(layout.lineStart(level));
        }
        out.append(close);
    }
}
