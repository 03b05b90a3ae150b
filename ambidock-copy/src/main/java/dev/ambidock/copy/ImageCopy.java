// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The copy of one image in a session: its content, then what is attached to it, then its names. */
final class ImageCopy {
    private final PlanExecutor executor;
    private final SinkSession session;
    private final String place;
    private final PlannedCopy planned;
    private final SinkAbilities abilities;

    ImageCopy(PlanExecutor executor, SinkSession session, String place, PlannedCopy planned, SinkAbilities abilities) {
        this.executor = executor;
        this.session = session;
        this.place = place;
        this.planned = planned;
        this.abilities = abilities;
    }

    CopyReport run() throws IOException {
        Executed done = executor.execute(planned.plan(), planned.request().codecs());
        ConversionPlan plan = done.plan();
        List<Finding> findings = new ArrayList<>(planned.findings());
        Optional<Attachment> record = OriginRecords.of(plan, planned.request().origin(), abilities, findings);
        List<Attachment> attachments = new ArrayList<>(planned.attachments());
        record.ifPresent(attachments::add);
        for (Attachment attachment : attachments) {
            executor.attach(attachment);
        }
        Descriptor root = plan.rootDescriptor();
        Sides.destination(place, () -> session.root(new NamedImage(planned.names(), root)));
        for (Attachment attachment : attachments) {
            NamedImage unnamed = new NamedImage(List.of(), attachment.root());
            Sides.destination(place, () -> session.root(unnamed));
        }
        return new CopyReport(
                planned.image(),
                planned.names(),
                plan,
                record.map(Attachment::root),
                planned.restored(),
                done.blobsMoved(),
                done.blobsSkipped(),
                done.bytesRead(),
                done.profiles(),
                findings);
    }
}
