// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ArtifactManifestDocument;
import dev.ambidock.document.DocumentEdit;
import dev.ambidock.document.Edge;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.table.MediaTypes;
import java.util.Optional;

/**
 * Keeps the removed OCI artifact manifest, or on request makes it the OCI manifest that succeeded it: the blobs become
 * layers beside the empty config.
 *
 * @ambidock.rule image-spec, manifest.md, "Guidelines for Artifact Usage"
 */
final class ArtifactConversion {
    private static final Bytes EMPTY = Bytes.of("{}");

    private final PlanningRun run;
    private final ArtifactManifestDocument artifact;
    private final Draft draft;

    ArtifactConversion(PlanningRun run, ArtifactManifestDocument artifact) {
        this.run = run;
        this.artifact = artifact;
        this.draft = new Draft(run, artifact);
    }

    Converted convert() {
        for (Edge blob : artifact.edges()) {
            draft.step(new Step.CopyBlob(blob.descriptor(), false));
        }
        if (run.request().toDocker()) {
            draft.refuse(
                    FindingCode.NOT_AN_IMAGE,
                    "",
                    "an artifact manifest is no container image, so it cannot become Docker's");
            return draft.finish(artifact.mediaType());
        }
        if (run.request().artifactManifests() == ArtifactManifestPolicy.KEEP) {
            draft.find(FindingCode.ARTIFACT_UNTOUCHED, "", "an artifact manifest is kept as it is");
            draft.followSubject();
            return draft.finish(artifact.mediaType());
        }
        return rewrite();
    }

    private Converted rewrite() {
        DocumentEdit edit = draft.edit();
        Digest digest = EMPTY.digest(DigestAlgorithm.SHA256);
        MediaType type = MediaTypes.OCI_MANIFEST;
        edit.stateMediaType(type);
        Optional<JsonValue> version = artifact.root().member("schemaVersion");
        JsonValue first = version.orElse(artifact.root().children().get(0));
        if (version.isEmpty()) {
            edit.insert(first, "/schemaVersion", "schemaVersion", "2");
        } else if (version.get().integer().orElse(0) != 2) {
            edit.replace(version.get(), "/schemaVersion", "2");
        }
        edit.insert(
                first,
                "/config",
                "config",
                "{\"mediaType\":\"" + MediaTypes.OCI_EMPTY + "\",\"digest\":\"" + digest + "\",\"size\":"
                        + EMPTY.length() + "}");
        Optional<JsonValue> blobs = artifact.root().member("blobs");
        if (blobs.isPresent()) {
            edit.renameMember(blobs.get(), "/blobs", "layers");
            draft.emptyList("blobs");
        } else {
            edit.insert(first, "/layers", "layers", "[]");
        }
        draft.followSubject();
        draft.step(new Step.PutDocument(
                Descriptor.of(MediaTypes.OCI_EMPTY, digest, EMPTY.length()),
                new Outcome.Known(Descriptor.of(MediaTypes.OCI_EMPTY, digest, EMPTY.length()), EMPTY)));
        draft.find(
                FindingCode.ARTIFACT_CONVERTED,
                "",
                "the artifact manifest becomes an OCI manifest with the empty config");
        return draft.finish(type);
    }
}
