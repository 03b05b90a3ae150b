// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Whether two documents are the same image, field by field: {@link dev.ambidock.diff.ImageDiff}. Pure.
 */
@NullMarked
package dev.ambidock.diff;

import org.jspecify.annotations.NullMarked;
