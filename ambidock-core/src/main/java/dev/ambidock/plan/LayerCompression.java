// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Edge;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides how ordinary layers of one image shall be compressed, from what is asked for, what the family has and what the
 * destination takes, and puts those that must change on their way. Ordinary are those that may be distributed and are not
 * encrypted.
 */
final class LayerCompression {
    /** Where a layer cannot stay as it is and nothing is asked for. */
    private static final List<Compression> PREFERENCE = List.of(Compression.GZIP, Compression.NONE, Compression.ZSTD);

    private final Draft draft;
    private final ConversionRequest request;
    private final Family family;
    private final Set<Compression> accepted;
    private boolean refused;

    /**
     * Decides for one manifest.
     *
     * @param family of the result
     */
    LayerCompression(Draft draft, Family family) {
        this.draft = draft;
        this.request = draft.run().request();
        this.family = family;
        this.accepted = draft.run().abilities().compressions();
    }

    static boolean isOrdinary(FormatRow layer) {
        return layer.distributable() && !layer.encrypted();
    }

    /** How a layer's bytes are compressed: what was observed, else what the type says. */
    Compression real(Edge layer, FormatRow label) {
        return draft.run()
                .observed(layer.descriptor().digest())
                .or(label::compression)
                .orElse(Compression.NONE);
    }

    /** What a layer's bytes become, the same if they stay; empty if that is refused. */
    Optional<Compression> decide(Edge layer, Compression real) {
        CompressionPolicy policy = request.compression();
        return switch (policy) {
            case KEEP -> staying(layer, real);
            case GZIP -> asked(layer, real, Compression.GZIP);
            case ZSTD -> asked(layer, real, Compression.ZSTD);
            case NONE -> asked(layer, real, Compression.NONE);
        };
    }

    private Optional<Compression> staying(Edge layer, Compression real) {
        if (accepted.contains(real) && (request.keep() || hasName(real))) {
            return Optional.of(real);
        }
        Optional<Compression> other = PREFERENCE.stream()
                .filter(accepted::contains)
                .filter(this::hasName)
                .findFirst();
        if (other.isEmpty()) {
            refuse(
                    FindingCode.COMPRESSION_NOT_ACCEPTED,
                    layer,
                    "the " + word(real) + " layer cannot stay, and the destination takes no other compression that "
                            + family.label() + " has a type for");
        }
        return other;
    }

    private Optional<Compression> asked(Edge layer, Compression real, Compression asked) {
        boolean staysAsFound = request.keep() && real == asked;
        if (!hasName(asked) && !staysAsFound) {
            refuse(
                    FindingCode.ZSTD_NOT_OFFICIAL,
                    layer,
                    "Docker has no official type for zstd layers, which were asked for");
            return Optional.empty();
        }
        if (!accepted.contains(asked)) {
            refuse(
                    FindingCode.COMPRESSION_NOT_ACCEPTED,
                    layer,
                    "the destination takes no " + word(asked) + " layers, which were asked for");
            return Optional.empty();
        }
        return Optional.of(asked);
    }

    /** Whether new content so compressed has a name in the family: an official one, unless the user allows the other. */
    private boolean hasName(Compression compression) {
        return compression != Compression.ZSTD || family != Family.DOCKER || request.zstd() == ZstdPolicy.KEEP;
    }

    /** Once for a manifest: its other layers are refused for the same reason, or for one that is as easily mended. */
    private void refuse(FindingCode code, Edge layer, String text) {
        if (!refused) {
            refused = true;
            draft.refuse(code, layer.pointer(), text);
        }
    }

    /** Mentions that a type is not everybody's. */
    void mention(Edge layer, Compression compression) {
        if (compression == Compression.ZSTD && family == Family.DOCKER) {
            draft.find(
                    FindingCode.UNOFFICIAL_TYPE,
                    layer.pointer(),
                    "Docker has no official type for zstd layers: podman, cri-o and skopeo refuse this one");
        }
    }

    /**
     * Puts a layer that is compressed anew on its way.
     *
     * @param crossing whether what Docker cannot say of the layer is taken away elsewhere
     */
    void transcode(Edge layer, Compression real, Compression to, boolean crossing) {
        draft.find(FindingCode.LAYER_RECOMPRESS, layer.pointer(), how(real, to) + ", " + why(real));
        mention(layer, to);
        DockerLosses losses = new DockerLosses(draft);
        if (!crossing) {
            losses.oldCopies(layer);
        }
        losses.describingOldBytes(layer, crossing);
        Descriptor old = layer.descriptor();
        Optional<Descriptor> result = draft.run().transcoded(old.digest());
        if (result.isPresent()) {
            MediaType type = FormatTable.layer(family, to, true);
            Descriptor known = ManifestConversion.retyped(result.get(), type);
            draft.edit().retarget(layer, known, Optional.empty());
            draft.step(new Step.CopyBlob(known, false));
        } else {
            draft.waitForLayer(old.digest());
            draft.step(new Step.TranscodeLayer(ManifestConversion.located(old, old.mediaType()), to));
        }
    }

    private static String how(Compression real, Compression to) {
        if (to == Compression.NONE) {
            return "the " + word(real) + " layer is unpacked";
        }
        return "the " + word(real) + " layer is compressed " + (real == Compression.NONE ? "" : "anew ") + "as "
                + word(to);
    }

    private String why(Compression real) {
        if (request.compression() != CompressionPolicy.KEEP) {
            return "as asked";
        }
        return accepted.contains(real)
                ? "since Docker has no " + word(real)
                : "since the destination takes no " + word(real) + " layers";
    }

    private static String word(Compression compression) {
        return switch (compression) {
            case NONE -> "plain";
            case GZIP -> "gzip";
            case ZSTD -> "zstd";
        };
    }
}
