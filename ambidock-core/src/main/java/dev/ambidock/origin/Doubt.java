// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

/** Ends the reading or proving of a record; never leaves this package. */
final class Doubt extends Exception {
    private static final long serialVersionUID = 1L;

    Doubt(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
