// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.codec.GzipProfile;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.Side;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Carries a plan out in a session: layers are compressed anew first, since documents name their results; then blobs, then
 * documents, children first. Names and the commit are the caller's.
 */
final class PlanExecutor {
    private final ContentSource source;
    private final SinkSession session;
    private final BoundedTasks tasks;
    private final Executor executor;
    private final CopyListener listener;
    private final Tally tally = new Tally();

    /**
     * An executor that borrows the caller's threads.
     *
     * @param parallel how many blobs may move at once
     */
    PlanExecutor(ContentSource source, SinkSession session, Executor executor, int parallel, CopyListener listener) {
        this.source = source;
        this.session = session;
        this.executor = executor;
        this.tasks = new BoundedTasks(executor, parallel);
        this.listener = listener;
    }

    /** Carries the plan out; a failure leaves the session uncommitted. */
    Executed execute(ConversionPlan plan) throws IOException {
        ConversionPlan complete = plan.root().kind() == Outcome.Kind.PENDING ? transcode(plan) : plan;
        for (Step step : complete.steps()) {
            if (step instanceof Step.CopyBlob copy && !tally.isDone(copy.blob())) {
                tasks.run(() -> copy(copy));
            }
        }
        tasks.join();
        for (Step step : complete.steps()) {
            if (step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known) {
                put(known);
            }
        }
        return new Executed(complete, tally.moved(), tally.skipped(), tally.bytes());
    }

    private void put(Outcome.Known known) throws IOException {
        try {
            session.put(known.descriptor(), known.bytes());
        } catch (ContentException e) {
            throw e.at(Side.DESTINATION);
        }
    }

    private ConversionPlan transcode(ConversionPlan plan) throws IOException {
        Map<Digest, Descriptor> results = new LinkedHashMap<>();
        LayerTranscoder transcoder =
                new LayerTranscoder(source, session, GzipProfile.standard(), executor, DiffIds.of(plan.graph()));
        for (Step step : plan.steps()) {
            if (step instanceof Step.TranscodeLayer layer
                    && !results.containsKey(layer.layer().digest())) {
                listener.begin(layer.layer());
                Descriptor result = transcoder.transcode(layer.layer());
                results.put(layer.layer().digest(), result);
                tally.moved(result, layer.layer().size());
                listener.end(layer.layer(), false);
            }
        }
        return plan.resolve(results).orThrow();
    }

    private void copy(Step.CopyBlob copy) throws IOException {
        Descriptor blob = copy.blob();
        if (session.has(blob)) {
            tally.skip(blob);
            listener.end(blob, true);
            return;
        }
        if (copy.optional() && !source.exists(blob)) {
            tally.skip(blob);
            listener.end(blob, true);
            return;
        }
        listener.begin(blob);
        try (InputStream in = new ReportingInput(source.open(blob), blob, listener)) {
            session.write(blob, in);
        }
        tally.moved(blob, blob.size());
        listener.end(blob, false);
    }
}
