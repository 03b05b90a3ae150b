// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Archives: {@code docker save} tars of every generation and OCI layouts in a tar. Nothing is unpacked; names and links
 * that lead out of an archive are refused.
 */
@NullMarked
package dev.ambidock.transport.archive;

import org.jspecify.annotations.NullMarked;
