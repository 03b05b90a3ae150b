// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

/**
 * Bounds on one JSON text; a text beyond any of them is refused, not cut.
 *
 * @param bytes longest text in bytes
 * @param depth deepest nesting of objects and arrays; the root container is depth 1
 * @param values most values in the text, containers and scalars counted alike. Bounds the memory of the tree, which is
 *     about 25 bytes a value, whatever the shape of the text
 * @param names most distinct member names in the text. Bounds the parser's symbol table
 */
public record JsonLimits(int bytes, int depth, int values, int names) {

    /** Rejects bounds below one with {@link IllegalArgumentException}. */
    public JsonLimits {
        if (bytes < 1 || depth < 1 || values < 1 || names < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
