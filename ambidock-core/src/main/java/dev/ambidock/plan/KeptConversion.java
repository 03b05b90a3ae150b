// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one document as it is, in its own family and with all its oddities, but for what a platform filter or another
 * compression of layers changes: entries go, layers get other bytes, and what names a changed document follows it.
 */
final class KeptConversion {
    private final PlanningRun run;
    private final Document source;
    private final Draft draft;

    KeptConversion(PlanningRun run, Document source) {
        this.run = run;
        this.source = source;
        this.draft = new Draft(run, source);
    }

    Converted convert() {
        switch (source.kind()) {
            case INDEX -> index((IndexDocument) source);
            case MANIFEST -> manifest((ManifestDocument) source);
            case ARTIFACT_MANIFEST, SCHEMA1 -> source.edges().forEach(this::copy);
            case CONFIG -> {}
        }
        draft.followSubject();
        return draft.finish(source.mediaType());
    }

    private void manifest(ManifestDocument manifest) {
        copy(manifest.config());
        boolean image = ImageKind.of(manifest, run.graph(), Family.OCI).isImage();
        LayerCompression compression = new LayerCompression(draft, manifest.family());
        for (Edge layer : manifest.layers()) {
            Optional<FormatRow> label = row(layer).filter(r -> image && LayerCompression.isOrdinary(r));
            if (label.isEmpty()) {
                copy(layer);
            } else {
                layer(compression, layer, compression.real(layer, label.get()));
            }
        }
    }

    private void layer(LayerCompression compression, Edge layer, Compression real) {
        Optional<Compression> becomes = compression.decide(layer, real);
        if (becomes.filter(b -> b != real).isPresent()) {
            compression.transcode(layer, real, becomes.get(), false);
        } else {
            copy(layer);
        }
    }

    private static Optional<FormatRow> row(Edge edge) {
        return FormatTable.find(edge.descriptor().mediaType()).filter(r -> r.role() == Role.LAYER);
    }

    private void copy(Edge edge) {
        Descriptor blob = edge.descriptor();
        boolean foreign = row(edge).filter(r -> !r.distributable()).isPresent();
        draft.step(new Step.CopyBlob(ManifestConversion.retyped(blob, blob.mediaType()), foreign));
    }

    private void index(IndexDocument index) {
        List<Edge> entries = index.edges();
        for (Edge entry : entries) {
            Optional<String> unwanted = run.unwanted(index, entry);
            if (unwanted.isPresent()) {
                remove(entry, FindingCode.PLATFORM_FILTER, unwanted.get());
            } else {
                entry(entry);
            }
        }
        if (entries.stream().allMatch(e -> draft.edit().removes(e.json()))) {
            draft.find(FindingCode.EMPTY_INDEX, "/manifests", "the index has no entries");
        }
    }

    private void entry(Edge entry) {
        Role role = FormatTable.role(entry.descriptor().mediaType());
        switch (role) {
            case INDEX, MANIFEST -> {
                Optional<Document> child =
                        run.graph().document(entry.descriptor().digest());
                if (child.isPresent()) {
                    follow(entry, run.convert(child.get()));
                } else {
                    missing(entry);
                }
            }
            case LAYER, CONFIG, OTHER, UNKNOWN -> {
                copy(entry);
                draft.followReference(entry);
            }
        }
    }

    /** Makes the entry name what its child became, if that is another document. */
    private void follow(Edge entry, Converted child) {
        draft.child(child);
        child.known()
                .filter(k -> !k.descriptor().sameContent(entry.descriptor()))
                .ifPresent(k -> draft.edit().retarget(entry, k.descriptor(), Optional.of(k.bytes())));
        if (IndexConversion.needsTranscoding(child)) {
            new DockerLosses(draft).describingOldBytes(entry, false);
        }
        draft.followReference(entry);
        if (Attestations.isAttestation(entry, run.graph())) {
            Attestations.about(entry, Optional.of(child.source()))
                    .flatMap(run::resultOf)
                    .filter(IndexConversion::changes)
                    .ifPresent(image -> IndexConversion.mentionAttestation(draft, entry));
        }
    }

    private void missing(Edge entry) {
        SparsePolicy policy = run.request().sparse();
        String digest = entry.descriptor().digest().toString();
        switch (policy) {
            case REFUSE ->
                draft.refuse(FindingCode.MISSING_CHILD, entry.pointer(), "the document " + digest + " is not there");
            case SKIP -> remove(entry, FindingCode.CHILD_SKIP, "the missing " + digest + " is left out");
            case KEEP -> {
                draft.find(
                        FindingCode.CHILD_KEPT, entry.pointer(), "the missing " + digest + " is kept as it is named");
                draft.followReference(entry);
            }
        }
    }

    private void remove(Edge entry, FindingCode code, String text) {
        draft.find(code, entry.pointer(), text);
        draft.edit().remove(entry.json(), entry.pointer());
    }
}
