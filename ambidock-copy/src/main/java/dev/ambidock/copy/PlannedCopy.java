// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Finding;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.NamedImage;
import java.util.List;

/**
 * One image's copy, decided and not begun.
 *
 * @param image as the source has it
 * @param names under which the result will stand; empty for none
 * @param plan what will happen
 * @param restored whether the plan starts from the originals in a proved origin record instead of the image itself
 * @param findings the plan's and those of the engine, such as of an origin record that could not be used
 * @param request what was wanted
 * @param attachments what stands beside the image at the source and goes with it, since the image stays as it is
 */
public record PlannedCopy(
        NamedImage image,
        List<String> names,
        ConversionPlan plan,
        boolean restored,
        List<Finding> findings,
        CopyRequest request,
        List<Attachment> attachments) {

    /** Copies the lists. */
    public PlannedCopy {
        names = List.copyOf(names);
        findings = List.copyOf(findings);
        attachments = List.copyOf(attachments);
    }
}
