// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Digest;
import dev.ambidock.model.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * An object as Go's {@code encoding/json} reads it into a struct: a member counts in any case, {@code null} says nothing, and
 * a value of another kind refuses the text.
 */
final class GoObject {
    private final Digest text;
    private final List<JsonValue> members;
    private final String pointer;

    GoObject(Digest text, List<JsonValue> members, String pointer) {
        this.text = text;
        this.members = members;
        this.pointer = pointer;
    }

    /** The value of a field; empty if there is none or it is {@code null}. */
    private Optional<JsonValue> field(String name) {
        Optional<JsonValue> found = Optional.empty();
        for (JsonValue member : members) {
            if (folds(member.key(), name)) {
                if (found.isPresent() && !found.get().key().equals(member.key())) {
                    throw V1Entry.rejected(
                            FindingCode.WRONG_CASE_MEMBER,
                            text,
                            pointer,
                            "the members \"" + found.get().printableKey() + "\" and \"" + member.printableKey()
                                    + "\" are one to some readers and two to others");
                }
                found = Optional.of(member);
            }
        }
        return found.filter(f -> !f.is(JsonKind.NULL));
    }

    /** Go folds ASCII letters, U+017F (long s) and U+212A (Kelvin sign). */
    private static boolean folds(String name, String field) {
        if (name.length() != field.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (folded(name.charAt(i)) != folded(field.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return switch (c) {
            case '\u017F' -> 's';
            case '\u212A' -> 'k';
            default -> c;
        };
    }

    private void require(boolean fits, String name, String expected) {
        if (!fits) {
            throw V1Entry.rejected(
                    FindingCode.INVALID_MEMBER, text, pointer + "/" + name, "\"" + name + "\" is not " + expected);
        }
    }

    /** A string; empty text if nothing is said. */
    String text(String name) {
        Optional<JsonValue> field = field(name);
        field.ifPresent(f -> require(f.is(JsonKind.STRING), name, "a string"));
        return field.map(JsonValue::text).orElse("");
    }

    boolean flag(String name) {
        Optional<JsonValue> field = field(name);
        field.ifPresent(f -> require(f.is(JsonKind.TRUE) || f.is(JsonKind.FALSE), name, "true or false"));
        return field.filter(f -> f.is(JsonKind.TRUE)).isPresent();
    }

    OptionalLong integer(String name) {
        Optional<JsonValue> field = field(name);
        if (field.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong value = field.get().integer();
        require(value.isPresent(), name, "a whole number");
        return value;
    }

    /** A time as Go spells it. */
    String time(String name) {
        Optional<JsonValue> field = field(name);
        if (field.isEmpty()) {
            return GoTime.ZERO;
        }
        require(field.get().is(JsonKind.STRING), name, "a time");
        Optional<String> time = GoTime.respelled(field.get().text());
        require(time.isPresent(), name, "a time as RFC 3339 spells it");
        return time.orElse(GoTime.ZERO);
    }

    Optional<GoObject> struct(String name) {
        Optional<JsonValue> field = field(name);
        field.ifPresent(f -> require(f.is(JsonKind.OBJECT), name, "an object"));
        return field.map(f -> new GoObject(text, f.children(), pointer + "/" + name));
    }

    /** An object, without members if nothing is said. */
    GoObject structOrZero(String name) {
        return struct(name).orElseGet(() -> new GoObject(text, List.of(), pointer + "/" + name));
    }

    /** A list of strings; empty if nothing is said. */
    Optional<List<String>> texts(String name) {
        Optional<JsonValue> field = field(name);
        field.ifPresent(f -> require(f.is(JsonKind.ARRAY), name, "a list"));
        return field.map(f -> {
            List<String> texts = new ArrayList<>();
            for (JsonValue element : f.children()) {
                require(element.is(JsonKind.STRING) || element.is(JsonKind.NULL), name, "a list of strings");
                texts.add(element.is(JsonKind.NULL) ? "" : element.text());
            }
            return texts;
        });
    }

    /** A command: a list of strings, or one string for a list of one. */
    Optional<List<String>> words(String name) {
        return field(name).filter(f -> f.is(JsonKind.STRING)).isPresent()
                ? Optional.of(List.of(text(name)))
                : texts(name);
    }

    /** A map, sorted as Go writes it, of values of one kind; empty if nothing is said. */
    Optional<NavigableMap<String, JsonValue>> map(String name, JsonKind kind) {
        Optional<JsonValue> field = field(name);
        field.ifPresent(f -> require(f.is(JsonKind.OBJECT), name, "an object"));
        return field.map(f -> {
            NavigableMap<String, JsonValue> map = new TreeMap<>(GoOrder.BYTES);
            for (JsonValue member : f.children()) {
                require(member.is(kind) || member.is(JsonKind.NULL), name, "an object of the expected values");
                map.put(member.key(), member);
            }
            return map;
        });
    }
}
