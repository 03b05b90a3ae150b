// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.input;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.PlacedImages;
import dev.ambidock.cli.place.Places;
import dev.ambidock.copy.Copier;
import dev.ambidock.copy.CopyEnvironment;
import dev.ambidock.copy.CopyListener;
import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.PlannedCopy;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The one image that a locator means. No layer is read but its first bytes. */
public final class PlacedSubject implements Subject {
    private final String name;
    private final ImageSource source;
    private final NamedImage image;
    private final Copier copier;
    private final DescriptorGraph graph;

    private PlacedSubject(String name, ImageSource source, NamedImage image, Copier copier, DescriptorGraph graph) {
        this.name = name;
        this.source = source;
        this.image = image;
        this.copier = copier;
        this.graph = graph;
    }

    /** Opens a place and reads the image's documents. */
    public static PlacedSubject open(Locator locator, Places places) throws Problem, IOException {
        ImageSource source = places.source(locator);
        try {
            return of(locator.toString(), source, PlacedImages.one(source, locator), places);
        } catch (IOException | Problem | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** An image of an open place, which is closed with the subject. */
    public static PlacedSubject of(String name, ImageSource source, NamedImage image, Places places)
            throws Problem, IOException {
        Copier copier = new Copier(new CopyEnvironment(places.limits(), Runnable::run, 1, CopyListener.SILENT));
        DescriptorGraph graph = Failures.working(name, () -> copier.read(source, image));
        return new PlacedSubject(name, source, image, copier, graph);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> names() {
        return image.names();
    }

    @Override
    public DescriptorGraph graph() {
        return graph;
    }

    @Override
    public Planned plan(ConversionRequest request) throws Problem, IOException {
        CopyRequest wanted = CopyRequest.of(Optional.of(request.target()), request);
        PlannedCopy planned =
                Failures.working(name, () -> copier.plan(source, image, image.names(), SinkAbilities.any(), wanted));
        return new Planned(planned.plan(), planned.findings());
    }

    @Override
    public String remedyForMissing() {
        return "a place that holds all documents of the image";
    }

    @Override
    public void close() throws Problem {
        try {
            source.close();
        } catch (IOException e) {
            throw Problem.failed(name, "cannot be closed: " + e.getMessage(), "");
        }
    }
}
