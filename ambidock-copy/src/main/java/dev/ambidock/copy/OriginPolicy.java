// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

/** What becomes of origin records, which let the way back restore what a conversion to Docker lost. */
public enum OriginPolicy {
    /** Written beside what lost something, used on the way back once proved. */
    USE,
    /** Written, but never read. */
    IGNORE,
    /** Read, but never written. */
    OFF
}
