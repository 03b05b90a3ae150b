// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Optional;

/**
 * One thing that a reader should know of a document or of its conversion.
 *
 * @param code what kind of thing; stable
 * @param document digest of the document it is about, if there is one
 * @param pointer RFC 6901 pointer into that document; empty for the whole
 * @param text one sentence without a full stop, fit for a terminal
 */
public record Finding(FindingCode code, Optional<Digest> document, String pointer, String text) {

    /** A finding about no particular document. */
    public static Finding of(FindingCode code, String text) {
        return new Finding(code, Optional.empty(), "", text);
    }

    /** A finding about a place in a document. */
    public static Finding at(FindingCode code, Digest document, String pointer, String text) {
        return new Finding(code, Optional.of(document), pointer, text);
    }

    /** The code's severity. */
    public Severity severity() {
        return code.severity();
    }
}
