// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.Outcome;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The copy of one image in a session whose blobs are there: its documents, then what is attached to it, then its names. */
final class ImageCopy {
    private final PlanExecutor executor;
    private final SinkSession session;
    private final ImageSink sink;
    private final PlannedCopy planned;
    private final Executed done;
    private final List<Attachment> attachments;
    private final List<Finding> findings;
    private final Limits limits;

    /**
     * A copy.
     *
     * @param done what was done for its blobs
     */
    ImageCopy(
            PlanExecutor executor,
            SinkSession session,
            ImageSink sink,
            PlannedCopy planned,
            Executed done,
            Limits limits) {
        this.executor = executor;
        this.session = session;
        this.sink = sink;
        this.planned = planned;
        this.done = done;
        this.attachments = new ArrayList<>(planned.attachments());
        this.findings = new ArrayList<>(planned.findings());
        this.limits = limits;
    }

    /** The origin records that go with the image, now that all digests are known; asked once, before {@link #run}. */
    List<Attachment> attachments(OriginRecords records) throws IOException {
        if (planned.plan().root().kind() == Outcome.Kind.PENDING) {
            records.of(done.plan(), planned.request().origin(), sink.abilities(), findings)
                    .ifPresent(attachments::add);
        }
        return attachments;
    }

    /** Writes everything but the blobs of the image and of its origin records, which are there. */
    CopyReport run() throws IOException {
        ConversionPlan plan = done.plan();
        executor.documents(plan);
        for (Attachment attachment : attachments) {
            executor.attach(attachment);
        }
        Descriptor root = plan.rootDescriptor();
        Sides.destination(sink.locator(), () -> session.root(new NamedImage(planned.names(), root)));
        for (Descriptor referrer : referrers(plan)) {
            unnamed(referrer);
        }
        for (Attachment attachment : attachments) {
            unnamed(attachment.root());
        }
        related();
        return new CopyReport(
                planned.image(),
                planned.names(),
                plan,
                attachments.stream().map(Attachment::root).findFirst(),
                planned.restored(),
                done.blobsMoved(),
                done.blobsSkipped(),
                done.bytesRead(),
                done.profiles(),
                findings);
    }

    /** What else refers to the image, and the image that it is about. */
    private void related() throws IOException {
        if (planned.original().isPresent()) {
            ConversionPlan original = planned.original().get();
            executor.blobs(
                    List.of(new PlanExecutor.Work(original, planned.request().codecs())));
            executor.documents(original);
            unnamed(original.rootDescriptor());
        }
        executor.attachedBlobs(planned.related());
        for (Attachment attachment : planned.related()) {
            executor.attach(attachment);
            NamedImage root = new NamedImage(attachment.names(), attachment.root());
            Sides.destination(sink.locator(), () -> session.root(root));
        }
    }

    /** The attestations that left their index, where the place has room beside the image. */
    private List<Descriptor> referrers(ConversionPlan plan) {
        if (planned.request().policies().attestationPolicy() != AttestationPolicy.REFERRERS) {
            return List.of();
        }
        List<Descriptor> referrers = PlanReferrers.of(plan, limits);
        if (sink.abilities().attachments()) {
            return referrers;
        }
        for (Descriptor referrer : referrers) {
            findings.add(Finding.at(
                    FindingCode.ATTESTATION_DROP,
                    referrer.digest(),
                    "",
                    "the destination has no place for what refers to an image: the attestation is left out"));
        }
        return List.of();
    }

    private void unnamed(Descriptor root) throws IOException {
        NamedImage image = new NamedImage(List.of(), root);
        Sides.destination(sink.locator(), () -> session.root(image));
    }
}
