// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.FindingCode;

/** Ends a reading; never leaves this package. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final FindingCode code;
    private final String pointer;
    private final int offset;

    Refusal(FindingCode code, String pointer, int offset, String text) {
        super(text, null, false, false);
        this.code = code;
        this.pointer = pointer;
        this.offset = offset;
    }

    Refusal(FindingCode code, String pointer, JsonValue at, String text) {
        this(code, pointer, at.start(), text);
    }

    FindingCode code() {
        return code;
    }

    String pointer() {
        return pointer;
    }

    int offset() {
        return offset;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
