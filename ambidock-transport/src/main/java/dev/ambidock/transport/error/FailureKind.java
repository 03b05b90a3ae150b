// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.error;

/** What went wrong, in so few kinds that callers can decide by them. */
public enum FailureKind {
    /** No such file, image, tag or blob. */
    NOT_FOUND,
    /** A name fits several things. */
    AMBIGUOUS,
    /** The peer or the file system says no. */
    DENIED,
    /** Bytes that do not have their form. */
    MALFORMED,
    /** Bytes that do not have the digest or size they are asked for by. */
    MISMATCH,
    /** A bound on size, depth, count or ratio is passed. */
    LIMIT_EXCEEDED,
    /** A well-formed thing that this side cannot do or hold. */
    UNSUPPORTED,
    /** Somebody else changed what was to be changed. */
    CONFLICT,
    /** The disk, the pipe or the network failed. */
    BROKEN
}
