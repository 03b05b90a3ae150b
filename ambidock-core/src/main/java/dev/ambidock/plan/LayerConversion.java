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
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.table.Counterpart;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.Optional;

/** Converts the layers of one manifest. */
final class LayerConversion {
    private final Draft draft;
    private final ConversionRequest request;
    private final Family from;
    private final Family target;

    LayerConversion(Draft draft, Family from, Family target) {
        this.draft = draft;
        this.request = draft.run().request();
        this.from = from;
        this.target = target;
    }

    void convert(Edge layer) {
        MediaType type = layer.descriptor().mediaType();
        Optional<FormatRow> row = FormatTable.find(type).filter(r -> r.role() == Role.LAYER);
        if (row.isEmpty()) {
            copy(layer, type, false);
            return;
        }
        if (row.get().family() != from) {
            draft.find(
                    FindingCode.MIXED_FAMILIES,
                    layer.pointer(),
                    row.get().family().mixedInto(from, "manifest"));
        }
        if (!row.get().distributable() && !row.get().encrypted() && request.foreign() == ForeignPolicy.RETYPE) {
            retype(layer, row.get());
        } else {
            map(layer, row.get(), row.get().distributable());
        }
        if (from == Family.OCI && target == Family.DOCKER) {
            boolean urls = !row.get().distributable() && request.foreign() == ForeignPolicy.KEEP;
            new DockerLosses(draft).descriptor(layer, urls ? DockerLosses.Keeps.URLS : DockerLosses.Keeps.NOTHING);
        }
    }

    private void map(Edge layer, FormatRow row, boolean distributable) {
        Counterpart counterpart = row.counterpart(target);
        switch (counterpart.kind()) {
            case EXACT -> rename(layer, ((Counterpart.Exact) counterpart).mediaType(), !distributable);
            case TRANSCODE -> transcode(layer, (Counterpart.Transcode) counterpart);
            case ABSENT ->
                draft.refuse(
                        row.encrypted() ? FindingCode.ENCRYPTED_LAYER : FindingCode.LAYER_WITHOUT_COUNTERPART,
                        layer.pointer(),
                        ((Counterpart.Absent) counterpart).reason());
            case UNTOUCHED -> copy(layer, row.mediaType(), false);
        }
    }

    private void rename(Edge layer, MediaType type, boolean optional) {
        if (!layer.descriptor().mediaType().equals(type)) {
            draft.edit().rename(layer, type);
        }
        copy(layer, type, optional);
    }

    private void copy(Edge layer, MediaType type, boolean optional) {
        draft.step(new Step.CopyBlob(ManifestConversion.retyped(layer.descriptor(), type), optional));
    }

    private void transcode(Edge layer, Counterpart.Transcode names) {
        if (request.zstd() == ZstdPolicy.KEEP) {
            draft.find(
                    FindingCode.UNOFFICIAL_TYPE,
                    layer.pointer(),
                    "Docker has no official type for zstd layers: podman, cri-o and skopeo refuse this one");
            rename(layer, names.unofficial(), false);
            return;
        }
        Descriptor old = layer.descriptor();
        draft.find(
                FindingCode.LAYER_RECOMPRESS,
                layer.pointer(),
                "the zstd layer is compressed anew as gzip, since Docker has no zstd");
        boolean crossing = from == Family.OCI && target == Family.DOCKER;
        if (!crossing) {
            new DockerLosses(draft).oldCopy(layer);
        }
        new DockerLosses(draft).describingOldBytes(layer, crossing);
        Optional<Descriptor> result = draft.run().transcoded(old.digest());
        if (result.isPresent()) {
            Descriptor known = result.get();
            draft.edit()
                    .retarget(layer, Descriptor.of(names.mediaType(), known.digest(), known.size()), Optional.empty());
            draft.step(new Step.CopyBlob(ManifestConversion.retyped(known, names.mediaType()), false));
        } else {
            draft.waitForLayer(old.digest());
            draft.step(new Step.TranscodeLayer(old, Compression.GZIP));
        }
    }

    /** Makes a foreign layer an ordinary one of the same compression. */
    private void retype(Edge layer, FormatRow row) {
        MediaType ordinary = switch (row.compression().orElse(Compression.NONE)) {
            case NONE -> MediaTypes.OCI_TAR;
            case GZIP -> MediaTypes.OCI_GZIP;
            case ZSTD -> MediaTypes.OCI_ZSTD;
        };
        draft.find(
                FindingCode.LAYER_RETYPED,
                layer.pointer(),
                "the foreign layer becomes an ordinary one, its urls are dropped");
        if (from != Family.OCI || target != Family.DOCKER) {
            layer.json().member("urls").ifPresent(urls -> draft.edit().remove(urls, layer.pointer() + "/urls"));
        }
        map(layer, FormatTable.find(ordinary).orElseThrow(), true);
    }
}
