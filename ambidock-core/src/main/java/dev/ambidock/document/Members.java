// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes the values of known members, or refuses the document. */
final class Members {
    private Members() {}

    static void require(JsonValue value, JsonKind kind, String pointer) throws Refusal {
        if (!value.is(kind)) {
            throw new Refusal(
                    FindingCode.INVALID_MEMBER,
                    pointer,
                    value,
                    "expected " + word(kind) + ", but found " + word(value.kind()));
        }
    }

    /** A string, or null for JSON's null. */
    static @Nullable String textOrNull(JsonValue value, String pointer) throws Refusal {
        if (value.is(JsonKind.NULL)) {
            return null;
        }
        require(value, JsonKind.STRING, pointer);
        return value.text();
    }

    /** A list of strings; null is an empty one. */
    static List<String> texts(JsonValue value, String pointer) throws Refusal {
        if (value.is(JsonKind.NULL)) {
            return List.of();
        }
        require(value, JsonKind.ARRAY, pointer);
        List<String> texts = new ArrayList<>();
        for (JsonValue element : value.children()) {
            require(element, JsonKind.STRING, pointer);
            texts.add(element.text());
        }
        return texts;
    }

    private static String word(JsonKind kind) {
        return switch (kind) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE, NULL -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
