// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.plan.ConversionPlan;

/**
 * What a copy did.
 *
 * @param plan carried out to the end, so every outcome is known
 * @param blobsMoved how many blobs were written
 * @param blobsSkipped how many were there before, or are foreign
 * @param bytesRead from the source, as stored there
 */
public record CopyReport(ConversionPlan plan, int blobsMoved, int blobsSkipped, long bytesRead) {}
