// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.task.BoundedTasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies images from anywhere to anywhere, converting them on the way: read the graph, plan, carry the plan out, report.
 * Thread-safe; holds nothing between calls.
 */
public final class Copier {
    private final CopyEnvironment environment;

    public Copier(CopyEnvironment environment) {
        this.environment = environment;
    }

    /** Reads the documents of an image: each digest once, layers never. What is missing is missing from the graph. */
    public DescriptorGraph read(ImageSource source, NamedImage image) throws IOException {
        return new GraphReader(source, environment.limits()).read(image.root());
    }

    /**
     * Decides what a copy will do. Reads documents and the first bytes of layers; writes nothing.
     *
     * @param names under which the result shall stand
     * @throws CopyRefusedException if the image or a policy forbids it
     * @throws dev.ambidock.transport.error.ContentException if the source cannot be read
     */
    public PlannedCopy plan(
            ImageSource source, NamedImage image, List<String> names, SinkAbilities abilities, CopyRequest request)
            throws IOException {
        return new CopyPlanning(
                        source, image, environment.limits(), abilities, Passage.UNKNOWN, Optional.empty(), request)
                .plan(names);
    }

    /** The same for this sink, which needs not be told again what it has already. */
    public PlannedCopy plan(
            ImageSource source, NamedImage image, List<String> names, ImageSink sink, CopyRequest request)
            throws IOException {
        SinkAbilities abilities = sink.abilities(source);
        return new CopyPlanning(
                        source,
                        image,
                        environment.limits(),
                        abilities,
                        Passage.of(source, sink),
                        sink.repository(),
                        request)
                .plan(names);
    }

    /**
     * Does something for each of many images, such as planning it: at a remote source for several at once, since most of the
     * time goes into waiting.
     *
     * @return the results in the order of the images
     */
    public <R> List<R> each(ImageSource source, List<NamedImage> images, BoundedTasks.Step<NamedImage, R> step)
            throws IOException {
        if (source.isRemote()) {
            return new BoundedTasks(environment.executor(), environment.parallel()).map(images, step);
        }
        List<R> results = new ArrayList<>();
        for (NamedImage image : images) {
            results.add(step.apply(image));
        }
        return results;
    }

    /**
     * Carries plans out in one transaction: all images or none.
     *
     * @param source where they were planned from
     * @return a report for each plan, in their order
     * @throws dev.ambidock.transport.error.ContentException if a side fails; nothing is committed then
     */
    public List<CopyReport> copy(List<PlannedCopy> plans, ImageSource source, ImageSink sink) throws IOException {
        String place = sink.locator();
        SinkSession opened = Sides.destination(place, sink::begin);
        try (SinkSession session = opened) {
            session.reading(source);
            List<CopyReport> reports = copy(plans, source, sink, session);
            Sides.destination(place, session::commit);
            return reports;
        }
    }

    private List<CopyReport> copy(List<PlannedCopy> plans, ImageSource source, ImageSink sink, SinkSession session)
            throws IOException {
        int parallel = sink.isSequential() ? 1 : environment.parallel();
        boolean fetches = plans.stream().anyMatch(p -> p.request().policies().foreign() == ForeignPolicy.FETCH);
        ImageSource reading = fetches ? new FetchingSource(source, environment.foreign()) : source;
        PlanExecutor executor = new PlanExecutor(reading, session, sink.locator(), environment, parallel);
        List<Executed> done = executor.blobs(plans.stream()
                .map(p -> new PlanExecutor.Work(p.plan(), p.request().codecs()))
                .toList());
        OriginRecords records = new OriginRecords(source, environment.limits());
        List<ImageCopy> copies = new ArrayList<>();
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            ImageCopy copy = new ImageCopy(executor, session, sink, plans.get(i), done.get(i), environment.limits());
            attachments.addAll(copy.attachments(records));
            copies.add(copy);
        }
        executor.attachedBlobs(attachments);
        List<CopyReport> reports = new ArrayList<>();
        for (ImageCopy copy : copies) {
            reports.add(copy.run());
        }
        return reports;
    }

    /** Plans and carries out the copy of one image under the names that it has. */
    public CopyReport copy(ImageSource source, NamedImage image, ImageSink sink, CopyRequest request)
            throws IOException {
        PlannedCopy planned = plan(source, image, image.names(), sink, request);
        return copy(List.of(planned), source, sink).get(0);
    }
}
