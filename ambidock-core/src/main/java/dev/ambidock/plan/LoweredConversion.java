// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Change;
import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.schema1.LoweredImage;
import dev.ambidock.schema1.SchemaOneName;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers an image to schema 1: makes it Docker's, and tells that in the older way. */
final class LoweredConversion {
    private final PlanningRun run;
    private final ManifestDocument source;
    private final SchemaOneName name;
    private final Converted docker;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> blobs = new ArrayList<>();

    LoweredConversion(PlanningRun run, ManifestDocument source, SchemaOneName name) {
        this.run = run;
        this.source = source;
        this.name = name;
        this.docker = new ManifestConversion(run, source, Family.DOCKER).convert();
        findings.addAll(docker.findings());
        docker.children().forEach(config -> findings.addAll(config.findings()));
        docker.blobs().stream().filter(step -> !isConfig(step)).forEach(blobs::add);
    }

    /** A schema 1 image has none. */
    private boolean isConfig(Step step) {
        return step instanceof Step.CopyBlob copy
                && copy.blob().digest().equals(source.config().descriptor().digest());
    }

    Converted convert() {
        if (docker.outcome().isEmpty()) {
            return converted(Optional.empty());
        }
        Optional<ConfigDocument> config = config();
        if (config.isEmpty()) {
            find(FindingCode.CONFIG_NEEDED, "/config", "a schema 1 image is made of the config, which is not there");
            return converted(Optional.empty());
        }
        tell(config.get());
        if (docker.known().isEmpty()) {
            return converted(docker.outcome());
        }
        ManifestDocument manifest = (ManifestDocument) read(docker.known().get().bytes(), MediaTypes.DOCKER_MANIFEST);
        try {
            return lower(config.get(), manifest);
        } catch (RejectedDocumentException e) {
            findings.addAll(e.findings());
            return converted(Optional.empty());
        }
    }

    private Optional<ConfigDocument> config() {
        Optional<Bytes> changed = docker.children().stream()
                .flatMap(c -> c.known().stream())
                .map(Outcome.Known::bytes)
                .findFirst();
        return changed.isPresent()
                ? changed.map(bytes -> (ConfigDocument) read(bytes, MediaTypes.DOCKER_CONFIG))
                : run.graph().config(source.config().descriptor().digest());
    }

    private void tell(ConfigDocument config) {
        int invented = source.layers().size() - config.layersInHistory().orElse(0);
        String entries =
                invented <= 0 ? "" : ", with an entry made up for each of " + invented + " layers without history";
        find(
                FindingCode.SCHEMA1_LOWERED,
                "",
                "the image became one of schema 1" + entries + "; its image ID is not told any more");
    }

    private Converted lower(ConfigDocument config, ManifestDocument manifest) {
        List<Digest> layers = new ArrayList<>();
        for (Edge layer : manifest.layers()) {
            layers.add(layer.descriptor().digest());
            FormatTable.find(layer.descriptor().mediaType())
                    .filter(row -> !row.distributable())
                    .map(FormatRow::mediaType)
                    .ifPresent(type -> find(
                            FindingCode.SCHEMA1_IMPOSSIBLE,
                            layer.pointer(),
                            "schema 1 has no place for the urls of a layer of type " + type
                                    + ": use --foreign to make it an ordinary one"));
        }
        LoweredImage image = LoweredImage.of(config, layers, name);
        image.emptyLayer().ifPresent(this::putEmptyLayer);
        Bytes signed = image.signed();
        Digest digest = image.payload().digest(DigestAlgorithm.SHA256);
        Descriptor descriptor = Descriptor.of(MediaTypes.DOCKER_SCHEMA1_SIGNED, digest, signed.length());
        return converted(Optional.of(new Outcome.Known(descriptor, signed)));
    }

    private void putEmptyLayer(Bytes layer) {
        Descriptor descriptor =
                Descriptor.of(MediaTypes.DOCKER_GZIP, layer.digest(DigestAlgorithm.SHA256), layer.length());
        blobs.add(new Step.PutDocument(descriptor, new Outcome.Known(descriptor, layer)));
    }

    private void find(FindingCode code, String pointer, String text) {
        findings.add(Finding.at(code, source.digest(), pointer, text));
    }

    private Converted converted(Optional<Outcome> outcome) {
        Change change = new Change(Change.Kind.VALUE, "/schemaVersion", "2", "1");
        return new Converted(source, outcome, List.of(change), findings, List.of(), docker.links(), blobs);
    }

    private static Document read(Bytes content, MediaType type) {
        return Documents.read(content, Optional.of(type), DigestAlgorithm.SHA256, Draft.OWN_OUTPUT)
                .orThrow();
    }
}
