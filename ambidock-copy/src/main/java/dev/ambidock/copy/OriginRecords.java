// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.ImageSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Origin records as attachments. */
final class OriginRecords {
    private OriginRecords() {}

    static Optional<Attachment> of(
            ConversionPlan plan, OriginPolicy policy, SinkAbilities abilities, List<Finding> findings) {
        return Optional.empty();
    }

    static List<Attachment> beside(Descriptor root, ImageSource source, Limits limits) throws IOException {
        return List.of();
    }
}
