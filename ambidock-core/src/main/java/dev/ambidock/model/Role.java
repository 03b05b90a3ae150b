// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

/** What content of a media type is in an image. */
public enum Role {
    /** An image index or manifest list. */
    INDEX,
    /** An image manifest. */
    MANIFEST,
    /** An image's configuration. */
    CONFIG,
    /** A file system layer. */
    LAYER,
    /** Known by name, but no part of a runnable image. */
    OTHER,
    /** A type that the format table does not name. */
    UNKNOWN
}
