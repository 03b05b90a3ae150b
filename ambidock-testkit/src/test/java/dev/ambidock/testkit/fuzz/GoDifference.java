// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

/** An accepted document that a Go program would read as another one, or not at all. */
final class GoDifference extends AssertionError {
    private static final long serialVersionUID = 1L;

    GoDifference(String what, Throwable cause) {
        super(what, cause);
    }
}
