// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Document;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.codec.LayerCodecs;
import dev.ambidock.transport.codec.LayerEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries plans out in one session: layers are compressed anew first, since documents name their results; then blobs,
 * then documents, children first. A layer that several images share is compressed once. Names and the commit are the
 * caller's. Confined to one thread, but for the listener.
 */
final class PlanExecutor {
    private final ImageSource source;
    private final SinkSession session;
    private final String destination;
    private final CopyEnvironment environment;
    private final int parallel;
    private final Attempts attempts;
    private final Map<Transcoded, Descriptor> transcoded = new HashMap<>();

    /** What a layer is compressed anew from and to. */
    private record Transcoded(Digest layer, Compression to, String profile) {}

    /**
     * An executor for one session.
     *
     * @param destination names the sink in failures
     * @param parallel how many blobs may move at once
     */
    PlanExecutor(
            ImageSource source, SinkSession session, String destination, CopyEnvironment environment, int parallel) {
        this.source = source;
        this.session = session;
        this.destination = destination;
        this.environment = environment;
        this.parallel = parallel;
        this.attempts = new Attempts(source.isRemote());
    }

    /** Carries the plan out; a failure leaves the session uncommitted. */
    Executed execute(ConversionPlan plan, LayerCodecs codecs) throws IOException {
        Tally tally = new Tally();
        Set<String> profiles = new HashSet<>();
        ConversionPlan complete =
                plan.root().kind() == Outcome.Kind.PENDING ? transcode(plan, codecs, tally, profiles) : plan;
        copyBlobs(complete, tally);
        for (Step step : complete.steps()) {
            if (step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known) {
                put(known.descriptor(), known.bytes());
            }
        }
        return new Executed(complete, tally.moved(), tally.skipped(), tally.bytes(), List.copyOf(profiles));
    }

    /** Writes a manifest and what it names. */
    void attach(Attachment attachment) throws IOException {
        for (Map.Entry<Descriptor, Bytes> document : attachment.documents().entrySet()) {
            Descriptor blob = asBlob(document.getKey());
            Sides.destination(destination, () -> session.write(blob, document.getValue().stream()));
        }
        for (Descriptor blob : attachment.blobs()) {
            if (!has(asBlob(blob))) {
                move(asBlob(blob));
            }
        }
        put(attachment.root(), attachment.manifest());
    }

    /** What an attachment names is a blob to the place, also where it is a manifest to those who understand it. */
    private static Descriptor asBlob(Descriptor content) {
        return Descriptor.of(MediaTypes.OCTET_STREAM, content.digest(), content.size());
    }

    private void put(Descriptor descriptor, Bytes content) throws IOException {
        Sides.destination(destination, () -> session.put(descriptor, content));
    }

    private ConversionPlan transcode(ConversionPlan plan, LayerCodecs codecs, Tally tally, Set<String> profiles)
            throws IOException {
        Map<Digest, Descriptor> results = new LinkedHashMap<>();
        DiffIds diffIds = DiffIds.of(plan.graph());
        for (Step step : plan.steps()) {
            if (step instanceof Step.TranscodeLayer transcode) {
                Descriptor layer = transcode.layer();
                LayerEncoder encoder = codecs.encoder(transcode.to(), environment.executor());
                profiles.add(encoder.profile());
                Transcoded key = new Transcoded(layer.digest(), transcode.to(), encoder.profile());
                if (!transcoded.containsKey(key)) {
                    transcoded.put(key, transcode(transcode, encoder, diffIds.of(layer.digest())));
                    tally.moved(layer);
                }
                results.put(layer.digest(), transcoded.get(key));
            }
        }
        return plan.resolve(results).orThrow();
    }

    private Descriptor transcode(Step.TranscodeLayer step, LayerEncoder encoder, Optional<Digest> diffId)
            throws IOException {
        CopyListener listener = environment.listener();
        listener.begin(step.layer());
        LayerTranscoder transcoder = new LayerTranscoder(source, session, listener);
        Descriptor result = attempts.run(() ->
                Sides.destination(destination, () -> transcoder.transcode(step.layer(), step.to(), encoder, diffId)));
        listener.end(step.layer(), false);
        return result;
    }

    private void copyBlobs(ConversionPlan plan, Tally tally) throws IOException {
        Set<Digest> started = new HashSet<>();
        transcoded.values().forEach(written -> started.add(written.digest()));
        BoundedTasks tasks = new BoundedTasks(environment.executor(), parallel);
        try {
            for (Step step : plan.steps()) {
                if (step instanceof Step.CopyBlob copy
                        && started.add(copy.blob().digest())) {
                    if (parallel > 1) {
                        tasks.run(() -> copy(copy, plan.graph(), tally));
                    } else {
                        copy(copy, plan.graph(), tally);
                    }
                }
            }
        } finally {
            tasks.join();
        }
    }

    private void copy(Step.CopyBlob copy, DescriptorGraph graph, Tally tally) throws IOException {
        Descriptor blob = copy.blob();
        boolean there = has(blob);
        if (there || (copy.optional() && !Sides.source(source.locator(), () -> source.exists(blob)))) {
            tally.skip();
            environment.listener().end(blob, true);
            return;
        }
        Optional<Document> atHand = graph.document(blob.digest());
        if (atHand.isPresent()) {
            environment.listener().begin(blob);
            put(blob, atHand.get().bytes());
            environment.listener().moved(blob, blob.size());
            environment.listener().end(blob, false);
        } else {
            move(blob);
        }
        tally.moved(blob);
    }

    private boolean has(Descriptor blob) throws IOException {
        return Sides.destination(destination, () -> session.has(blob));
    }

    private void move(Descriptor blob) throws IOException {
        CopyListener listener = environment.listener();
        listener.begin(blob);
        attempts.run(() -> write(blob));
        listener.end(blob, false);
    }

    private boolean write(Descriptor blob) throws IOException {
        InputStream opened = Sides.source(source.locator(), () -> source.open(blob));
        CopyListener listener = environment.listener();
        try (InputStream in = Sides.reading(new ReportingInput(opened, source, blob, listener), source.locator())) {
            Sides.destination(destination, () -> session.write(blob, in));
        }
        return true;
    }
}
