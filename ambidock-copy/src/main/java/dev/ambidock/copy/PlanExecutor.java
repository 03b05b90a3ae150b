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
import dev.ambidock.transport.task.BoundedTasks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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

    /** A plan and what compresses its layers. */
    record Work(ConversionPlan plan, LayerCodecs codecs) {}

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

    /**
     * Brings layers and other blobs of several plans to the place, each once.
     *
     * @return what was done for each plan, in their order; its documents wait for {@link #documents}
     */
    List<Executed> blobs(List<Work> all) throws IOException {
        List<ConversionPlan> complete = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        List<Set<String>> profiles = new ArrayList<>();
        for (Work work : all) {
            Tally tally = new Tally();
            Set<String> used = new HashSet<>();
            boolean pending = work.plan().root().kind() == Outcome.Kind.PENDING;
            complete.add(pending ? transcode(work.plan(), work.codecs(), tally, used) : work.plan());
            tallies.add(tally);
            profiles.add(used);
        }
        copyBlobs(complete, tallies);
        List<Executed> done = new ArrayList<>();
        for (int i = 0; i < complete.size(); i++) {
            Tally tally = tallies.get(i);
            done.add(new Executed(
                    complete.get(i), tally.moved(), tally.skipped(), tally.bytes(), List.copyOf(profiles.get(i))));
        }
        return done;
    }

    /** Writes a plan's documents, children first. */
    void documents(ConversionPlan complete) throws IOException {
        for (Step step : complete.steps()) {
            if (step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known) {
                put(known.descriptor(), known.bytes());
            }
        }
    }

    /** Brings what attachments name to the place, several at once. */
    void attachedBlobs(List<Attachment> all) throws IOException {
        Set<Digest> started = new HashSet<>();
        BoundedTasks tasks = new BoundedTasks(environment.executor(), parallel);
        try {
            for (Attachment attachment : all) {
                for (Map.Entry<Descriptor, Bytes> document :
                        attachment.documents().entrySet()) {
                    Descriptor blob = asBlob(document.getKey());
                    if (started.add(blob.digest())) {
                        run(tasks, () -> write(blob, document.getValue()));
                    }
                }
                for (Descriptor named : attachment.blobs()) {
                    Descriptor blob = asBlob(named);
                    if (started.add(blob.digest())) {
                        run(tasks, () -> moveIfAbsent(blob));
                    }
                }
            }
        } finally {
            tasks.join();
        }
    }

    /** Writes the manifest of an attachment. */
    void attach(Attachment attachment) throws IOException {
        put(attachment.root(), attachment.manifest());
    }

    private void write(Descriptor blob, Bytes content) throws IOException {
        Sides.destination(destination, () -> session.write(blob, content.stream()));
    }

    private void moveIfAbsent(Descriptor blob) throws IOException {
        if (!has(blob)) {
            move(blob);
        }
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

    private void copyBlobs(List<ConversionPlan> plans, List<Tally> tallies) throws IOException {
        Set<Digest> started = new HashSet<>();
        transcoded.values().forEach(written -> started.add(written.digest()));
        BoundedTasks tasks = new BoundedTasks(environment.executor(), parallel);
        try {
            for (int i = 0; i < plans.size(); i++) {
                copyBlobs(plans.get(i), tallies.get(i), started, tasks);
            }
        } finally {
            tasks.join();
        }
    }

    private void copyBlobs(ConversionPlan plan, Tally tally, Set<Digest> started, BoundedTasks tasks)
            throws IOException {
        Set<Digest> ours = new HashSet<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.CopyBlob copy && ours.add(copy.blob().digest())) {
                if (started.add(copy.blob().digest())) {
                    run(tasks, () -> copy(copy, plan.graph(), tally));
                } else {
                    skip(copy.blob(), tally);
                }
            }
        }
    }

    private void skip(Descriptor blob, Tally tally) {
        tally.skip();
        environment.listener().end(blob, true);
    }

    private void run(BoundedTasks tasks, BoundedTasks.Task task) throws IOException {
        if (parallel > 1) {
            tasks.run(task);
        } else {
            task.run();
        }
    }

    private void copy(Step.CopyBlob copy, DescriptorGraph graph, Tally tally) throws IOException {
        Descriptor blob = copy.blob();
        boolean there = has(blob);
        if (there || (copy.optional() && !Sides.source(source.locator(), () -> source.exists(blob)))) {
            skip(blob, tally);
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
        ReportingInput reporting = new ReportingInput(opened, source, blob, listener);
        try (InputStream in = Sides.reading(reporting, source.locator())) {
            Sides.destination(destination, () -> session.write(blob, in));
        }
        reporting.arrived();
        return true;
    }
}
