// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Finding;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.NamedImage;
import java.util.List;
import java.util.Optional;

/**
 * One image's copy, decided and not begun.
 *
 * @param image as the source has it
 * @param names under which the result will stand; empty for none
 * @param plan what will happen
 * @param restored whether the plan starts from the originals in a proved origin record instead of the image itself
 * @param findings the plan's and those of the engine, such as of an origin record that could not be used
 * @param request what was wanted
 * @param attachments origin records that go with it
 * @param related what else refers to the image and goes with it
 * @param original the plan for the image as it is, which is written too, without a name, so that what refers to it stays
 *     about something
 */
public record PlannedCopy(
        NamedImage image,
        List<String> names,
        ConversionPlan plan,
        boolean restored,
        List<Finding> findings,
        CopyRequest request,
        List<Attachment> attachments,
        List<Attachment> related,
        Optional<ConversionPlan> original) {

    /** Copies the lists. */
    public PlannedCopy {
        names = List.copyOf(names);
        findings = List.copyOf(findings);
        attachments = List.copyOf(attachments);
        related = List.copyOf(related);
    }
}
