// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

/** The text is not JSON as this package reads it; {@link #offset} and {@link #problem} say where and why. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final JsonProblem problem;
    private final int offset;

    MalformedJsonException(JsonProblem problem, int offset, String message) {
        super(message);
        this.problem = problem;
        this.offset = offset;
    }

    /** Which rule the text breaks. */
    public JsonProblem problem() {
        return problem;
    }

    /** Byte offset of the place where the rule is broken, from 0 to the length of the text. */
    public int offset() {
        return offset;
    }
}
