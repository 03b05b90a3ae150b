// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Manifests, indexes and configs as documents that keep the bytes they were read from, and minimal edits of them.
 *
 * <p>Start with {@link dev.ambidock.document.Documents} to read and {@link dev.ambidock.document.DocumentEdit} to edit.
 * Documents are immutable and thread-safe. Follows image-spec 1.1 and Docker's "Image Manifest Version 2, Schema 2".
 * Refuses what two readers could understand differently; unknown members are legal and survive.
 */
@NullMarked
package dev.ambidock.document;

import org.jspecify.annotations.NullMarked;
