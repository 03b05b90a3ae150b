// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Change;
import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.DockerManifestText;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionRequest.EmptyLayerPolicy;
import dev.ambidock.schema1.SchemaOneImage;
import dev.ambidock.schema1.SchemaOneSignatures;
import dev.ambidock.schema1.V1Config;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Raises a schema 1 image: makes the Docker image that Docker made of it when it pulled one, and converts that like any
 * other.
 */
final class SchemaOneConversion {
    private final PlanningRun run;
    private final SchemaOneDocument old;
    private final Family target;
    private final List<Finding> findings = new ArrayList<>();

    SchemaOneConversion(PlanningRun run, SchemaOneDocument old) {
        this.run = run;
        this.old = old;
        this.target = run.request().target();
    }

    Converted convert() {
        SchemaOneSignatures.problem(old)
                .ifPresent(problem ->
                        findings.add(Finding.at(FindingCode.SCHEMA1_SIGNATURE, old.digest(), "/signatures", problem)));
        try {
            SchemaOneImage image = SchemaOneImage.read(old, Limits.defaults());
            Optional<Digest> unread = image.layers().stream()
                    .filter(layer -> run.read(layer).isEmpty())
                    .findFirst();
            return unread.isPresent() ? unread(unread.get()) : raise(image);
        } catch (RejectedDocumentException e) {
            findings.addAll(e.findings());
            return converted(Optional.empty(), List.of(), List.of());
        }
    }

    private Converted unread(Digest layer) {
        findings.add(Finding.at(
                FindingCode.SCHEMA1_NEEDS_LAYERS,
                old.digest(),
                "",
                "this is a schema 1 image: it has no config and no diff IDs, so its layers must be read, and " + layer
                        + " is not at hand"));
        return converted(Optional.empty(), List.of(), List.of());
    }

    private Converted raise(SchemaOneImage found) {
        boolean drop = run.request().emptyLayers() == EmptyLayerPolicy.DROP;
        SchemaOneImage image = drop ? found.without(layer -> layer(layer).empty()) : found;
        List<Descriptor> layers = new ArrayList<>();
        List<Digest> diffIds = new ArrayList<>();
        for (Digest digest : image.layers()) {
            ReadLayer layer = layer(digest);
            MediaType type = FormatTable.layer(Family.DOCKER, layer.compression(), true);
            layers.add(Descriptor.of(type, digest, layer.size()));
            diffIds.add(layer.diffId());
        }
        V1Config made = image.config(diffIds);
        findings.addAll(made.findings());
        ConfigDocument config = (ConfigDocument) document(made.bytes(), MediaTypes.DOCKER_CONFIG);
        ManifestDocument manifest = (ManifestDocument)
                document(DockerManifestText.of(config.descriptor(), layers), MediaTypes.DOCKER_MANIFEST);
        findings.add(Finding.at(
                FindingCode.SCHEMA1_RAISED,
                old.digest(),
                "",
                "the schema 1 image of " + old.layers().size() + " entries became one with the image ID "
                        + config.digest() + ", layers: " + layers.size()));
        return convert(manifest, config);
    }

    private Converted convert(ManifestDocument manifest, ConfigDocument config) {
        GraphBuilder graph = new GraphBuilder(manifest, Limits.defaults());
        graph.wanted().ifPresent(wanted -> graph.supply(wanted, config.bytes()));
        PlanningRun raised = run.over(graph.finish().orThrow());
        Converted converted = new ManifestConversion(raised, manifest, target).convert();
        findings.addAll(converted.findings());
        List<Step> blobs = converted.blobs().stream()
                .map(step -> step instanceof Step.CopyBlob copy
                                && copy.blob().digest().equals(config.digest())
                        ? put(copy.blob(), config)
                        : step)
                .toList();
        return converted(converted.outcome(), converted.children(), blobs);
    }

    /** The source has no such blob to copy. */
    private static Step put(Descriptor wanted, ConfigDocument config) {
        return new Step.PutDocument(config.descriptor(), new Outcome.Known(wanted, config.bytes()));
    }

    private Converted converted(Optional<Outcome> outcome, List<Converted> children, List<Step> blobs) {
        Change change = new Change(Change.Kind.VALUE, "/schemaVersion", "1", "2");
        return new Converted(old, outcome, List.of(change), findings, children, List.of(), blobs);
    }

    private ReadLayer layer(Digest digest) {
        return run.read(digest).orElseThrow();
    }

    private static Document document(Bytes content, MediaType type) {
        return Documents.read(content, Optional.of(type), DigestAlgorithm.SHA256, Limits.defaults())
                .orThrow();
    }
}
