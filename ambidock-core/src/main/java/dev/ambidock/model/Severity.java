// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

/** What a finding means for the result, mildest first. */
public enum Severity {
    /** Worth knowing; nothing is lost. */
    NOTE,
    /** The input is odd or a reference dangles; passed on as found. */
    WARNING,
    /** The input was at odds with itself or its target and was put right; {@code --strict} refuses. */
    CORRECTION,
    /** The target cannot say what the source said; {@code --strict} refuses. */
    LOSS,
    /** There is no result. */
    ERROR
}
