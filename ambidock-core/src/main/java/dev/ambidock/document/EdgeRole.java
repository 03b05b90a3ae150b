// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

/** Where in a document a descriptor stands. */
public enum EdgeRole {
    /** {@code config} of a manifest. */
    CONFIG,
    /** {@code layers[]} of a manifest. */
    LAYER,
    /** {@code manifests[]} of an index or list. */
    ENTRY,
    /** {@code blobs[]} of the removed OCI artifact manifest. */
    BLOB,
    /** {@code subject}: a reference that does not make its target a part of the image. */
    SUBJECT
}
