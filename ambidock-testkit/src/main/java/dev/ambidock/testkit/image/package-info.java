// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Whole images in memory, layers and all: {@link dev.ambidock.testkit.image.ImageDraft} and
 * {@link dev.ambidock.testkit.image.IndexDraft} make them, {@link dev.ambidock.testkit.image.SampleImages} has some of every
 * sort. The same calls give the same bytes.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.image;
