// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Origin records: what a lossy conversion to Docker keeps of its OCI original, so that the way back gives the original
 * bytes. {@link dev.ambidock.origin.OriginRecord} makes and reads them, {@link dev.ambidock.origin.OriginClaim} is one that
 * was read, {@link dev.ambidock.origin.OriginProof} says whether it holds.
 *
 * <p>A record is proved, never trusted: it counts only if its documents, converted again as it says, give exactly the
 * present image. Pure: callers read and write.
 */
@NullMarked
package dev.ambidock.origin;

import org.jspecify.annotations.NullMarked;
