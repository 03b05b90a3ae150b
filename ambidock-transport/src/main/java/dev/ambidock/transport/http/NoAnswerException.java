// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;

/** The connection failed before there was an answer; another try may fare better. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message, IOException cause) {
        super(message, cause);
    }
}
