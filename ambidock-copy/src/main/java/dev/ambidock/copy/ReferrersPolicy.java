// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

/** What becomes of what refers to an image (signatures, attestations, lists of contents), other than origin records. */
public enum ReferrersPolicy {
    /** Stays where it is, and nobody looks: at a registry that saves a request for each kind of it. */
    IGNORE,
    /** Stays where it is; that it is not about the result is a finding. */
    REPORT,
    /** Goes along to the destination as it is. */
    COPY,
    /** Goes along, and so does the original image without a name, so that it stays about something. */
    KEEP_ORIGINAL,
    /** Forbids a copy whose result it would not be about. */
    FAIL
}
