// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;

/** The connection failed before there was an answer; another try may fare better. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    NoAnswerException(String message, IOException cause) {
        this(message, "", cause);
    }

    /**
     * A failure.
     *
     * @param remedy what to try; may be empty
     */
    NoAnswerException(String message, String remedy, IOException cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to try; may be empty. */
    String remedy() {
        return remedy;
    }
}
