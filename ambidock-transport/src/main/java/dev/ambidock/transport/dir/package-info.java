// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Flat folders, skopeo's {@code dir:}: one image in one folder, without a name.
 * {@link dev.ambidock.transport.dir.DirSource} reads, {@link dev.ambidock.transport.dir.DirSink} replaces as a transaction.
 * Signatures beside the image are not read.
 */
@NullMarked
package dev.ambidock.transport.dir;

import org.jspecify.annotations.NullMarked;
