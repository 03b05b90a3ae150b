// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

/**
 * Bounds on what is read. Always passed in, never global.
 *
 * @param documentBytes longest manifest, index or config in bytes; registries and the field's copiers stop at 4 MiB
 * @param jsonDepth deepest nesting of one document; real ones stay below 10
 * @param jsonValues most JSON values in one document; the largest index that fits 4 MiB has about 185,000
 * @param jsonNames most distinct member names in one document
 * @param nodes most distinct documents in one graph
 * @param edges most descriptors in one graph, counted once for each document that holds them
 * @param depth deepest nesting of indexes; the root is depth 1
 */
public record Limits(int documentBytes, int jsonDepth, int jsonValues, int jsonNames, int nodes, int edges, int depth) {

    private static final Limits DEFAULTS = new Limits(4 << 20, 64, 250_000, 50_000, 20_000, 500_000, 32);

    /** Rejects bounds below one with {@link IllegalArgumentException}. */
    public Limits {
        if (Math.min(Math.min(documentBytes, jsonDepth), Math.min(jsonValues, jsonNames)) < 1
                || Math.min(nodes, Math.min(edges, depth)) < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** The documented defaults. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** The same bounds with another length of documents. */
    public Limits withDocumentBytes(int bytes) {
        return new Limits(bytes, jsonDepth, jsonValues, jsonNames, nodes, edges, depth);
    }

    /** The same bounds with another number of documents. */
    public Limits withNodes(int most) {
        return new Limits(documentBytes, jsonDepth, jsonValues, jsonNames, most, edges, depth);
    }

    /** The same bounds with another nesting of indexes. */
    public Limits withDepth(int deepest) {
        return new Limits(documentBytes, jsonDepth, jsonValues, jsonNames, nodes, edges, deepest);
    }
}
