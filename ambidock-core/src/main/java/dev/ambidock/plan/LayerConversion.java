// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Edge;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.table.Counterpart;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import java.util.Optional;

/** Converts the layers of one manifest: their names to the target's, their bytes where they cannot or shall not stay. */
final class LayerConversion {
    private final Draft draft;
    private final ConversionRequest request;
    private final Family from;
    private final Family target;
    private final boolean image;
    private final LayerCompression compression;

    /**
     * Converts for one manifest.
     *
     * @param image false for an attestation in an image's form, whose layers are compressed as they are
     */
    LayerConversion(Draft draft, Family from, Family target, boolean image) {
        this.draft = draft;
        this.request = draft.run().request();
        this.from = from;
        this.target = target;
        this.image = image;
        this.compression = new LayerCompression(draft, target);
    }

    void convert(Edge layer) {
        MediaType type = layer.descriptor().mediaType();
        Optional<FormatRow> row = FormatTable.find(type).filter(r -> r.role() == Role.LAYER);
        if (row.isEmpty()) {
            copy(layer, type, false);
            return;
        }
        FormatRow label = row.get();
        if (label.family() != from) {
            draft.find(
                    FindingCode.MIXED_FAMILIES, layer.pointer(), label.family().mixedInto(from, "manifest"));
        }
        boolean retype = !label.distributable() && !label.encrypted() && request.foreign() != ForeignPolicy.KEEP;
        if (retype) {
            retype(layer);
        }
        if (retype || LayerCompression.isOrdinary(label)) {
            ordinary(layer, label);
        } else {
            map(layer, label);
        }
        if (from == Family.OCI && target == Family.DOCKER) {
            boolean urls = !label.distributable() && request.foreign() == ForeignPolicy.KEEP;
            new DockerLosses(draft).descriptor(layer, urls ? DockerLosses.Keeps.URLS : DockerLosses.Keeps.NOTHING);
        }
    }

    /** Makes a foreign layer an ordinary one. */
    private void retype(Edge layer) {
        draft.find(
                FindingCode.LAYER_RETYPED,
                layer.pointer(),
                "the foreign layer becomes an ordinary one, its urls are dropped");
        if (from != Family.OCI || target != Family.DOCKER) {
            layer.json().member("urls").ifPresent(urls -> draft.edit().remove(urls, layer.pointer() + "/urls"));
        }
    }

    private void ordinary(Edge layer, FormatRow label) {
        Compression real = compression.real(layer, label);
        if (label.compression().filter(said -> said != real).isPresent()) {
            draft.find(
                    FindingCode.LABEL_CORRECTED,
                    layer.pointer() + "/mediaType",
                    "the type " + label.mediaType() + " does not fit the bytes, which are those of "
                            + FormatTable.layer(target, real, true));
        }
        Optional<Compression> becomes = image ? compression.decide(layer, real) : Optional.of(real);
        if (becomes.isEmpty()) {
            return;
        }
        if (becomes.get() == real) {
            compression.mention(layer, real);
            rename(layer, FormatTable.layer(target, real, true), false);
        } else {
            compression.transcode(layer, real, becomes.get(), from == Family.OCI && target == Family.DOCKER);
        }
    }

    /** A layer whose bytes nobody may or can change. */
    private void map(Edge layer, FormatRow row) {
        Counterpart counterpart = row.counterpart(target);
        switch (counterpart.kind()) {
            case EXACT -> rename(layer, ((Counterpart.Exact) counterpart).mediaType(), !row.distributable());
            case ABSENT ->
                draft.refuse(
                        row.encrypted() ? FindingCode.ENCRYPTED_LAYER : FindingCode.LAYER_WITHOUT_COUNTERPART,
                        layer.pointer(),
                        ((Counterpart.Absent) counterpart).reason());
            case UNTOUCHED, TRANSCODE ->
                throw new IllegalStateException("every layer has a name or none, and ordinary ones are not mapped");
        }
    }

    private void rename(Edge layer, MediaType type, boolean optional) {
        if (!layer.descriptor().mediaType().equals(type)) {
            draft.edit().rename(layer, type);
        }
        copy(layer, type, optional);
    }

    private void copy(Edge layer, MediaType type, boolean optional) {
        Descriptor blob = layer.descriptor();
        Descriptor wanted = optional ? ManifestConversion.retyped(blob, type) : ManifestConversion.located(blob, type);
        draft.step(new Step.CopyBlob(wanted, optional));
    }
}
