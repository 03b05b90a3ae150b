// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.table.MediaTypes;
import java.util.Map;

/**
 * Provenance as BuildKit attaches it. {@link IndexDraft#attestation} links it to its image.
 *
 * @ambidock.rule BuildKit, docs/attestations/attestation-storage.md
 */
public final class Attestations {
    private static final String PREDICATE = "https://slsa.dev/provenance/v0.2";
    private static final String PREDICATE_TYPE = "in-toto.io/predicate-type";

    private Attestations() {}

    /** First style: a manifest that looks like an image for {@code unknown/unknown}. */
    public static WholeImage imageStyle(WholeImage image) {
        LayerDraft statement = LayerDraft.of(statement(image).toArray())
                .labelled(MediaTypes.IN_TOTO)
                .annotation(PREDICATE_TYPE, PREDICATE);
        return ImageDraft.of(Family.OCI)
                .platform("unknown/unknown")
                .layer(statement)
                .build();
    }

    /** Second style: an artifact whose subject is the image. */
    public static WholeImage artifactStyle(WholeImage image) {
        return ArtifactDraft.of(MediaTypes.BUILDKIT_ATTESTATION.text())
                .blob(MediaTypes.IN_TOTO.text(), statement(image), Map.of(PREDICATE_TYPE, PREDICATE))
                .subject(image.root())
                .build();
    }

    private static Bytes statement(WholeImage image) {
        return Bytes.of("{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\"" + PREDICATE
                + "\",\"subject\":[{\"name\":\"_\",\"digest\":{\""
                + image.root().digest().algorithm().id() + "\":\""
                + image.root().digest().hex()
                + "\"}}],\"predicate\":{}}");
    }
}
