// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MalformedTextException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A value inside an annotation of a record, which must have its form or ends the reading. */
final class AnnotationJson {
    private final String key;
    private final JsonValue value;

    private AnnotationJson(String key, JsonValue value) {
        this.key = key;
        this.value = value;
    }

    static AnnotationJson parse(String key, String text, Limits limits) throws Doubt {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        JsonLimits bounds =
                new JsonLimits(limits.documentBytes(), limits.jsonDepth(), limits.jsonValues(), limits.jsonNames());
        try {
            return new AnnotationJson(key, JsonTree.parse(source, bounds).root());
        } catch (MalformedJsonException e) {
            throw new Doubt("its annotation " + key + " is broken: " + e.getMessage());
        }
    }

    /** The word for a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    AnnotationJson member(String name) throws Doubt {
        Optional<AnnotationJson> member = optional(name);
        if (member.isEmpty()) {
            throw doubt("it has no \"" + name + "\"");
        }
        return member.get();
    }

    Optional<AnnotationJson> optional(String name) throws Doubt {
        require(JsonKind.OBJECT);
        return value.member(name).map(v -> new AnnotationJson(key, v));
    }

    List<AnnotationJson> elements() throws Doubt {
        require(JsonKind.ARRAY);
        return value.children().stream().map(v -> new AnnotationJson(key, v)).toList();
    }

    /** Refuses members that this version does not know: they may change what the others mean. */
    void allow(List<String> names) throws Doubt {
        require(JsonKind.OBJECT);
        for (JsonValue member : value.children()) {
            if (!names.contains(member.key())) {
                throw doubt("this version does not know its \"" + member.printableKey() + "\"");
            }
        }
    }

    String text() throws Doubt {
        require(JsonKind.STRING);
        return value.text();
    }

    boolean flag() throws Doubt {
        if (!value.is(JsonKind.TRUE) && !value.is(JsonKind.FALSE)) {
            throw doubt("true or false is expected, not " + value.printable());
        }
        return value.is(JsonKind.TRUE);
    }

    long count() throws Doubt {
        long number = value.integer().orElse(-1);
        if (number < 0) {
            throw doubt("a whole number is expected, not " + value.printable());
        }
        return number;
    }

    Digest digest() throws Doubt {
        try {
            return Digest.parse(text());
        } catch (MalformedTextException e) {
            throw doubt(e.rule());
        }
    }

    /** The constant that the word stands for. */
    <E extends Enum<E>> E choice(Class<E> type) throws Doubt {
        String word = text();
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw doubt("this version does not know \"" + value.printable() + "\"");
    }

    private void require(JsonKind kind) throws Doubt {
        if (!value.is(kind)) {
            throw doubt("another kind of value is expected than " + value.printable());
        }
    }

    private Doubt doubt(String problem) {
        return new Doubt("its annotation " + key + " is not as expected: " + problem);
    }
}
