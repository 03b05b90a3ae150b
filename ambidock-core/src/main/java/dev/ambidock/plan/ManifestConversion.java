// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.Optional;
import java.util.OptionalInt;

/** Converts one manifest to the target family. */
final class ManifestConversion {
    private final PlanningRun run;
    private final ManifestDocument manifest;
    private final Family target;
    private final Draft draft;

    ManifestConversion(PlanningRun run, ManifestDocument manifest, Family target) {
        this.run = run;
        this.manifest = manifest;
        this.target = target;
        this.draft = new Draft(run, manifest);
    }

    Converted convert() {
        ImageKind kind = ImageKind.of(manifest, run.graph(), target);
        if (!kind.isImage()) {
            return target == Family.DOCKER ? refused(kind) : artifact(kind);
        }
        return image(true, Optional.empty());
    }

    private Converted refused(ImageKind kind) {
        draft.refuse(
                FindingCode.NOT_AN_IMAGE,
                "",
                "this is no container image (" + kind.reason() + "), so it cannot become Docker's");
        return draft.finish(manifest.mediaType());
    }

    /** An artifact keeps its bytes, but for a subject that was converted and, on request, the outer type. */
    Converted artifact(ImageKind kind) {
        draft.find(FindingCode.ARTIFACT_UNTOUCHED, "", "no container image (" + kind.reason() + "): kept as it is");
        boolean retype = target == Family.OCI
                && manifest.family() == Family.DOCKER
                && run.request().artifacts() == ArtifactPolicy.RETYPE;
        if (retype) {
            draft.edit().stateMediaType(MediaTypes.OCI_MANIFEST);
        }
        draft.followSubject();
        copyBlobs();
        return draft.finish(retype ? MediaTypes.OCI_MANIFEST : manifest.mediaType());
    }

    /**
     * Converts whatever the manifest is, layers of unknown types kept.
     *
     * @param isImage false for an attestation in an image's form
     * @param subject whose result is added as the subject, if there is none
     */
    Converted image(boolean isImage, Optional<Converted> subject) {
        boolean crossing = manifest.family() != target;
        if (crossing || (!manifest.text().mediaTypeStated() && target == Family.DOCKER)) {
            draft.edit().stateMediaType(outerType());
            if (!manifest.text().mediaTypeStated()) {
                draft.find(FindingCode.MEDIA_TYPE_ADDED, "/mediaType", "the mediaType was missing and is stated now");
            }
        }
        config(crossing);
        LayerConversion layers = new LayerConversion(draft, manifest.family(), target, isImage);
        manifest.layers().forEach(layers::convert);
        if (manifest.layers().isEmpty()) {
            draft.find(FindingCode.NO_LAYERS, "/layers", "the image has no layers");
        }
        if (crossing && target == Family.DOCKER) {
            new DockerLosses(draft).root();
        } else {
            draft.followSubject();
        }
        subject.filter(s -> manifest.subject().isEmpty()).ifPresent(this::addSubject);
        draft.emptyList("layers");
        return draft.finish(outerType());
    }

    private MediaType outerType() {
        return target == Family.DOCKER ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST;
    }

    private void config(boolean crossing) {
        Edge edge = manifest.config();
        MediaType type = edge.descriptor().mediaType();
        MediaType wanted = target == Family.DOCKER ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG;
        boolean image = FormatTable.role(type) == Role.CONFIG || type.equals(MediaTypes.OCTET_STREAM);
        if (image) {
            mention(edge, type);
        }
        boolean toDocker = crossing && target == Family.DOCKER;
        Optional<Converted> converted = image ? convertConfig(crossing) : Optional.empty();
        converted.ifPresent(draft::child);
        if (converted.filter(c -> !c.changes().isEmpty()).isPresent()) {
            converted
                    .flatMap(Converted::known)
                    .ifPresent(k -> draft.edit()
                            .retarget(
                                    edge,
                                    retyped(k.descriptor(), wanted),
                                    toDocker ? Optional.empty() : Optional.of(k.bytes())));
        } else {
            if (image && !type.equals(wanted)) {
                draft.edit().rename(edge, wanted);
            }
            draft.step(new Step.CopyBlob(retyped(edge.descriptor(), image ? wanted : type), false));
        }
        if (toDocker) {
            new DockerLosses(draft).descriptor(edge, DockerLosses.Keeps.NOTHING);
        }
    }

    private void mention(Edge edge, MediaType type) {
        if (type.equals(MediaTypes.OCTET_STREAM)) {
            draft.find(
                    FindingCode.CONFIG_TYPE_CORRECTED,
                    edge.pointer(),
                    "the content proves that this octet stream is an image config");
        } else if (FormatTable.family(type) != manifest.family()) {
            draft.find(
                    FindingCode.MIXED_FAMILIES,
                    edge.pointer(),
                    FormatTable.family(type).mixedInto(manifest.family(), "manifest"));
        }
    }

    /** The config's conversion, if the config is at hand and may have to change. */
    private Optional<Converted> convertConfig(boolean crossing) {
        boolean strict = run.request().config() == ConfigPolicy.STRICT && target == Family.OCI;
        if (!crossing && !strict) {
            return Optional.empty();
        }
        Optional<ConfigDocument> config =
                run.graph().config(manifest.config().descriptor().digest());
        if (config.isEmpty()) {
            if (strict) {
                draft.refuse(
                        FindingCode.CONFIG_NEEDED,
                        "/config",
                        "to drop members of the config, the config itself is needed");
            }
            return Optional.empty();
        }
        checkFit(config.get());
        return Optional.of(run.convert(config.get(), run.stated(manifest.digest())));
    }

    private void checkFit(ConfigDocument config) {
        int layers = manifest.layers().size();
        OptionalInt diffIds = config.diffIdCount();
        if (diffIds.isPresent() && diffIds.getAsInt() != layers) {
            String text = "the config has " + diffIds.getAsInt() + " diff IDs, the manifest has " + layers + " layers";
            if (run.request().force()) {
                draft.find(FindingCode.BROKEN_KEPT, "/layers", text);
            } else {
                draft.refuse(FindingCode.IMAGE_BROKEN, "/layers", text);
            }
        }
        OptionalInt history = config.layersInHistory();
        if (history.isPresent() && history.getAsInt() != layers) {
            draft.find(
                    FindingCode.HISTORY_MISMATCH,
                    "/layers",
                    "the config's history tells of " + history.getAsInt() + " layers, the manifest has " + layers);
        }
    }

    private void addSubject(Converted target) {
        draft.link(target);
        target.known().map(Outcome.Known::descriptor).ifPresent(subject -> {
            String json = "{\"mediaType\":\"" + subject.mediaType() + "\",\"digest\":\"" + subject.digest()
                    + "\",\"size\":" + subject.size() + "}";
            Optional<JsonValue> empty = manifest.root().member("subject");
            if (empty.isPresent()) {
                draft.edit().replace(empty.get(), "/subject", json);
            } else {
                draft.edit().insert(manifest.root().member("layers").orElseThrow(), "/subject", "subject", json);
            }
        });
    }

    private void copyBlobs() {
        for (Edge edge : manifest.edges()) {
            draft.step(new Step.CopyBlob(edge.descriptor(), false));
        }
    }

    /** The same under another type; of a foreign layer with the urls where it may be. */
    static Descriptor located(Descriptor descriptor, MediaType type) {
        boolean foreign = FormatTable.find(descriptor.mediaType())
                .filter(row -> !row.distributable())
                .isPresent();
        return foreign ? retyped(descriptor, type).with(descriptor.urls()) : retyped(descriptor, type);
    }

    static Descriptor retyped(Descriptor descriptor, MediaType type) {
        return Descriptor.of(type, descriptor.digest(), descriptor.size());
    }
}
