// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One value of a {@link JsonTree}: a cheap immutable view, made anew at each look. */
public final class JsonValue {
    /** Digits of {@link Long#MAX_VALUE}. */
    private static final int LONG_DIGITS = 19;

    final JsonTree tree;
    final int slot;

    JsonValue(JsonTree tree, int slot) {
        this.tree = tree;
        this.slot = slot;
    }

    public JsonKind kind() {
        return tree.tape.kind(slot);
    }

    /** Whether the value is of the given kind. */
    public boolean is(JsonKind kind) {
        return kind() == kind;
    }

    /** Offset of the value's first byte; of a member, its value's, not its name's. */
    public int start() {
        return tree.tape.start[slot];
    }

    /** Offset behind the value's last byte. */
    public int end() {
        return tree.tape.end[slot];
    }

    /** The decoded name, if the value is a member of an object. */
    public Optional<String> name() {
        return Optional.ofNullable(nameOrNull());
    }

    /** The decoded name of a member; empty text for the root and for an array's element. */
    public String key() {
        String name = nameOrNull();
        return name == null ? "" : name;
    }

    private @Nullable String nameOrNull() {
        return tree.tape.name[slot];
    }

    /** The decoded name, fit for a terminal: control characters escaped, cut when long. */
    public String printableKey() {
        return JsonText.printable(key());
    }

    /** Offset of the opening quote of a member's name; of any other value {@link #start}. */
    public int nameStart() {
        return tree.tape.nameStart[slot];
    }

    /** Members or elements in source order; empty for a scalar. */
    public List<JsonValue> children() {
        int end = tree.tape.after[slot];
        int first = slot + 1;
        if (first >= end) {
            return List.of();
        }
        List<JsonValue> children = new ArrayList<>();
        for (int i = first; i < end; i = tree.tape.after[i]) {
            children.add(new JsonValue(tree, i));
        }
        return children;
    }

    /**
     * The object's member of exactly this name; empty if there is none or the value is no object. Of duplicates, which a
     * lenient reading lets pass, the last one, as the engines' readers take it.
     */
    public Optional<JsonValue> member(String name) {
        JsonTape tape = tree.tape;
        int end = tape.after[slot];
        int found = -1;
        for (int i = slot + 1; i < end; i = tape.after[i]) {
            if (name.equals(tape.name[i])) {
                found = i;
            }
        }
        return found < 0 ? Optional.empty() : Optional.of(new JsonValue(tree, found));
    }

    /** The text of the member of this name, if it is there and a string. */
    public Optional<String> text(String name) {
        return member(name).filter(v -> v.is(JsonKind.STRING)).map(JsonValue::text);
    }

    /** What a string says, escapes resolved. */
    public String text() {
        if (!is(JsonKind.STRING)) {
            throw new IllegalStateException("not a string but " + kind());
        }
        return JsonText.decode(tree.source, start(), end());
    }

    /** The value as a person may see it on a terminal: the string's text or the raw spelling, made printable and cut. */
    public String printable() {
        return JsonText.printable(is(JsonKind.STRING) ? text() : raw());
    }

    /** The value's bytes as they stand in the source, as text. */
    public String raw() {
        return tree.text(start(), end());
    }

    /** The number, if it is spelled as a plain integer that fits a {@code long}; {@code 1.0} and {@code 1e3} are not. */
    public OptionalLong integer() {
        if (!is(JsonKind.NUMBER)) {
            return OptionalLong.empty();
        }
        byte[] source = tree.source;
        int i = start();
        boolean negative = source[i] == '-';
        if (negative) {
            i++;
        }
        if (end() - i > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (; i < end(); i++) {
            int digit = source[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(negative ? -value : value);
    }

    /**
     * The value's place as an RFC 6901 pointer; the root's is the empty text. The elements before it are counted, so to ask
     * each element of a long array costs the square of its length: whoever walks an array counts along instead.
     */
    public String pointer() {
        if (slot == 0) {
            return "";
        }
        int parent = tree.tape.parent[slot];
        String above = new JsonValue(tree, parent).pointer();
        String name = nameOrNull();
        if (name != null) {
            return above + "/" + name.replace("~", "~0").replace("/", "~1");
        }
        int index = 0;
        for (int i = parent + 1; i < slot; i = tree.tape.after[i]) {
            index++;
        }
        return above + "/" + index;
    }
}
