// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

/** A call of a port at which something can go wrong. */
public enum FaultPoint {
    /** Opening content; a fault may also strike while it is read. */
    OPEN,
    /** Listing images or choosing one. */
    IMAGES,
    /** Looking for referrers. */
    REFERRERS,
    /** Beginning a session. */
    BEGIN,
    /** Asking whether content is there, at a source or a session. */
    HAS,
    /** Writing a blob, of known or unknown size; a fault may also strike in the middle of it. */
    WRITE,
    /** Writing a document. */
    PUT,
    /** Making a root. */
    ROOT,
    /** Committing. */
    COMMIT
}
