// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One JSON text and the byte span of every value in it, in source order. Immutable.
 *
 * <p>Values are kept as parallel arrays, one slot a value, parents before children, so a tree costs a few dozen bytes a
 * value and no object until a value is looked at.
 */
public final class JsonTree {
    final byte[] source;
    final JsonTape tape;
    private final List<JsonOddity> oddities;

    JsonTree(byte[] source, JsonTape tape, List<JsonOddity> oddities) {
        this.source = source;
        this.tape = tape;
        this.oddities = List.copyOf(oddities);
    }

    /**
     * Reads a text strictly.
     *
     * @param source UTF-8 without byte order mark; kept, not copied: the caller must not change it afterwards
     * @throws MalformedJsonException if any rule of {@link JsonProblem} is broken; the first place counts
     */
    public static JsonTree parse(byte[] source, JsonLimits limits) throws MalformedJsonException {
        return new JsonReader(source, limits, false).read();
    }

    /**
     * Reads a text that need not be free of broken UTF-8, lone surrogates and duplicate members; these become
     * {@link #oddities}. Spans are those of the given bytes.
     *
     * @param source kept, not copied
     * @throws MalformedJsonException if any other rule of {@link JsonProblem} is broken
     */
    public static JsonTree parseLeniently(byte[] source, JsonLimits limits) throws MalformedJsonException {
        return new JsonReader(source, limits, true).read();
    }

    /** The outermost value. */
    public JsonValue root() {
        return new JsonValue(this, 0);
    }

    /** Rules that a lenient reading passed over, in source order of their discovery; empty after a strict one. */
    public List<JsonOddity> oddities() {
        return oddities;
    }

    /** How many values the text holds. */
    public int size() {
        return tape.size;
    }

    String text(int from, int to) {
        return new String(source, from, to - from, StandardCharsets.UTF_8);
    }
}
