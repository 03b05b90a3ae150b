// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.plan.ConversionPlan;
import java.util.List;

/**
 * What carrying out a plan did.
 *
 * @param plan with every outcome known
 * @param blobsMoved how many blobs were written
 * @param blobsSkipped how many were there before, or are foreign
 * @param bytesRead from the source, as stored there
 * @param profiles names of the codec profiles that were used
 */
record Executed(ConversionPlan plan, int blobsMoved, int blobsSkipped, long bytesRead, List<String> profiles) {}
