// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.WholeImage.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An artifact under construction: an OCI manifest with an {@code artifactType} and perhaps a subject, which makes it a
 * referrer. Confined to one thread.
 *
 * @ambidock.rule image-spec 1.1, manifest.md, "Guidelines for Artifact Usage"
 */
public final class ArtifactDraft {
    private static final Bytes EMPTY = Bytes.of("{}");
    private static final Descriptor EMPTY_CONFIG =
            Descriptor.of(MediaTypes.OCI_EMPTY, EMPTY.digest(DigestAlgorithm.SHA256), EMPTY.length());

    private final String type;
    private final DocumentDraft manifest = DocumentDraft.manifest(Family.OCI, EMPTY_CONFIG);
    private final Parts parts = new Parts().add(EMPTY_CONFIG, EMPTY, Kind.BLOB);

    private ArtifactDraft(String type) {
        this.type = type;
        manifest.member("artifactType", JsonDraft.text(type));
    }

    /** An artifact without content. */
    public static ArtifactDraft of(String artifactType) {
        return new ArtifactDraft(artifactType);
    }

    /** Adds some content. */
    public ArtifactDraft blob(String mediaType, String content) {
        return blob(mediaType, Bytes.of(content), Map.of());
    }

    /** Adds some content with annotations. */
    public ArtifactDraft blob(String mediaType, Bytes content, Map<String, String> annotations) {
        Descriptor descriptor = new Descriptor(
                MediaType.of(mediaType),
                content.digest(DigestAlgorithm.SHA256),
                content.length(),
                List.of(),
                annotations,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        manifest.add(descriptor);
        parts.add(descriptor, content, Kind.BLOB);
        return this;
    }

    /** What it is about. */
    public ArtifactDraft subject(Descriptor subject) {
        manifest.member("subject", DocumentDraft.descriptor(subject));
        return this;
    }

    /** The artifact, whose root says its {@code artifactType}, without a name. To be asked once. */
    public WholeImage build() {
        Bytes bytes = manifest.bytes();
        Descriptor plain = manifest.descriptor();
        Descriptor root = new Descriptor(
                plain.mediaType(),
                plain.digest(),
                plain.size(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(type),
                Optional.empty());
        return parts.under(root, bytes, List.of());
    }
}
