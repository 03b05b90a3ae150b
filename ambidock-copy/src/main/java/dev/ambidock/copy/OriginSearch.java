// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.origin.OriginProof;
import dev.ambidock.origin.OriginReading;
import dev.ambidock.origin.OriginRecord;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.LayerFacts;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the original that a Docker image was made of: in a record beside it that is proved, with everything that the
 * original names at hand. Whatever stands in the way becomes a finding, and the image is converted as if there were none.
 */
final class OriginSearch {
    private final ImageSource source;
    private final Limits limits;
    private final SinkAbilities abilities;
    private final CopyRequest request;
    private final List<Finding> findings;
    private final OriginRecords records;

    OriginSearch(
            ImageSource source, Limits limits, SinkAbilities abilities, CopyRequest request, List<Finding> findings) {
        this.source = source;
        this.limits = limits;
        this.abilities = abilities;
        this.request = request;
        this.findings = findings;
        this.records = new OriginRecords(source, limits);
    }

    /** The plan that restores the original, from the first record that can be used. */
    Optional<ConversionPlan> find(DescriptorGraph present) throws IOException {
        Descriptor root = present.root().descriptor();
        for (Descriptor record : records.about(root)) {
            Optional<ConversionPlan> plan = restore(record, root);
            if (plan.isPresent()) {
                findings.add(Finding.at(
                        FindingCode.ORIGIN_RESTORED,
                        root.digest(),
                        "",
                        "the original " + plan.get().graph().root().digest() + " was restored from an origin record"));
                return plan;
            }
        }
        return Optional.empty();
    }

    private Optional<ConversionPlan> restore(Descriptor record, Descriptor root) throws IOException {
        OriginReading reading;
        try {
            reading = OriginRecord.read(records.read(record), limits);
        } catch (ContentException e) {
            return unused(record, e.problem());
        }
        if (reading instanceof OriginReading.Claimed claimed) {
            OriginProof proof = claimed.claim().prove(root, this::lookup, limits);
            return proof instanceof OriginProof.Proved proved
                    ? restore(record, proved)
                    : unused(record, ((OriginProof.Unproved) proof).reason());
        }
        return unused(record, ((OriginReading.Unreadable) reading).reason());
    }

    private Optional<ConversionPlan> restore(Descriptor record, OriginProof.Proved proved) throws IOException {
        for (Descriptor absent : proved.absent()) {
            if (!Sides.source(source.locator(), () -> source.exists(absent))) {
                return unused(record, "the original needs " + absent.digest() + ", which is not here");
            }
        }
        ConversionRequest keeping = request.policies().targeting(Family.OCI, true);
        Planning planning = Planner.plan(proved.original(), keeping, abilities, LayerFacts.none());
        return planning.kind() == Planning.Kind.READY
                ? Optional.of(planning.orThrow())
                : unused(record, planning.findings().get(0).text());
    }

    private Optional<ConversionPlan> unused(Descriptor record, String why) {
        findings.add(Finding.at(
                FindingCode.ORIGIN_UNUSED,
                record.digest(),
                "",
                "the origin record " + record.digest() + " is not used: " + why));
        return Optional.empty();
    }

    private Optional<Bytes> lookup(Descriptor document) {
        try {
            return source.exists(document) ? Optional.of(records.read(document)) : Optional.empty();
        } catch (IOException e) {
            // What cannot be read proves nothing.
            return Optional.empty();
        }
    }
}
