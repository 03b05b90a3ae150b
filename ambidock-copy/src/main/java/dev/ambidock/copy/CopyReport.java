// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.NamedImage;
import java.util.List;
import java.util.Optional;

/**
 * What the copy of one image did.
 *
 * @param image as the source had it
 * @param names under which the result stands
 * @param plan carried out to the end, so every outcome is known
 * @param originRecord the origin record that was written beside the result
 * @param restored whether the originals of an origin record were restored
 * @param blobsMoved how many blobs were written
 * @param blobsSkipped how many were there before, or are foreign
 * @param bytesRead from the source, as stored there
 * @param codecs names of the codec profiles whose bytes the result depends on
 * @param findings all that a user should know
 */
public record CopyReport(
        NamedImage image,
        List<String> names,
        ConversionPlan plan,
        Optional<Descriptor> originRecord,
        boolean restored,
        int blobsMoved,
        int blobsSkipped,
        long bytesRead,
        List<String> codecs,
        List<Finding> findings) {

    /** Copies the lists. */
    public CopyReport {
        names = List.copyOf(names);
        codecs = List.copyOf(codecs);
        findings = List.copyOf(findings);
    }

    /** The root at the destination. */
    public Descriptor root() {
        return plan.rootDescriptor();
    }
}
