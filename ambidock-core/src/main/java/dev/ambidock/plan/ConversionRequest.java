// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
import dev.ambidock.schema1.SchemaOneName;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants: a target family and a policy for each thing that can be decided in more than one way. Immutable;
 * start from {@link #to} and change what differs from the defaults.
 *
 * @param target OCI or Docker
 * @param keep nothing is converted or normalised: every document stays in its own family, and only what platforms and
 *     compression ask for changes; the target is then the family of the root
 * @param style how a changed document is spelled
 * @param config what becomes of config members that OCI does not define
 * @param annotations what becomes of annotations on the way to Docker
 * @param zstd what becomes of zstd layers on the way to Docker
 * @param compression what becomes of layers of images, whatever the target; foreign and encrypted ones stay
 * @param foreign what becomes of foreign layers
 * @param attestations what becomes of BuildKit attestations; empty for the target's default: kept to OCI, dropped to
 *     Docker
 * @param artifacts what becomes of artifacts that are no images
 * @param artifactManifests what becomes of the removed OCI artifact manifest on the way to OCI
 * @param sparse what becomes of index entries whose document is missing
 * @param emptyLayers what becomes of layers of schema 1 images that hold no entry
 * @param schemaOne makes the Docker image that results one of schema 1, which goes by this name; to Docker only
 * @param platforms which images of an index are wanted, by {@link Platform#accepts}; what is about the others goes with
 *     them, and a single image must be for one of these; empty for all
 * @param assumedPlatform platform of an image that does not tell its own
 * @param force pass on an image whose config does not fit its manifest
 * @param strict refuse where anything would be lost or corrected
 */
public record ConversionRequest(
        Family target,
        boolean keep,
        Style style,
        ConfigPolicy config,
        AnnotationPolicy annotations,
        ZstdPolicy zstd,
        CompressionPolicy compression,
        ForeignPolicy foreign,
        Optional<AttestationPolicy> attestations,
        ArtifactPolicy artifacts,
        ArtifactManifestPolicy artifactManifests,
        SparsePolicy sparse,
        EmptyLayerPolicy emptyLayers,
        Optional<SchemaOneName> schemaOne,
        List<Platform> platforms,
        Optional<Platform> assumedPlatform,
        boolean force,
        boolean strict) {

    /** How a changed document is spelled. */
    public enum Style {
        /** Every byte stays that need not change. */
        PRESERVE,
        /** As the field's best tools write it: compact, in Go's order and escapes. */
        CANONICAL
    }

    /** Config members that OCI does not define. */
    public enum ConfigPolicy {
        KEEP,
        /** Dropped on the way to OCI; the image ID changes. */
        STRICT
    }

    /** Annotations on the way to Docker. */
    public enum AnnotationPolicy {
        DROP,
        /** Left as members that Docker does not know. */
        KEEP
    }

    /** Zstd layers on the way to Docker. */
    public enum ZstdPolicy {
        /** Compressed anew as gzip. */
        TRANSCODE,
        /** Left as they are under Docker's unofficial type. */
        KEEP
    }

    /** Layers of images. */
    public enum CompressionPolicy {
        /** Left as they are, unless the target or the destination cannot have that. */
        KEEP,
        GZIP,
        ZSTD,
        NONE
    }

    /** Foreign and non-distributable layers. */
    public enum ForeignPolicy {
        /** Mapped to the target's foreign type, urls kept, never fetched. */
        KEEP,
        /** Made ordinary layers without urls; their blobs must be at hand. */
        RETYPE,
        /** Made ordinary layers without urls; blobs that are not at hand are got from there. */
        FETCH
    }

    /** BuildKit attestations in an index. */
    public enum AttestationPolicy {
        KEEP,
        DROP,
        /** Taken out of the index; each gets the image as its subject. */
        REFERRERS
    }

    /** Artifacts that are no images. */
    public enum ArtifactPolicy {
        /** To Docker refused; to OCI untouched. */
        REFUSE,
        /** To Docker left out of a list; to OCI untouched. */
        DROP,
        /** To Docker left in a list as they are; to OCI untouched. */
        KEEP,
        /** As KEEP, and to OCI a Docker manifest around an artifact becomes an OCI manifest. */
        RETYPE
    }

    /** The removed OCI artifact manifest. */
    public enum ArtifactManifestPolicy {
        KEEP,
        /** Rewritten as an OCI manifest with the empty config. */
        CONVERT
    }

    /** Index entries whose document is missing. */
    public enum SparsePolicy {
        REFUSE,
        SKIP,
        KEEP
    }

    /** Layers of schema 1 images that hold no entry, as tools wrote them before Docker 1.10. */
    public enum EmptyLayerPolicy {
        /** As Docker did, so that the image ID is Docker's. */
        KEEP,
        /** The entries stay in the history alone; the image ID is not Docker's. */
        DROP
    }

    /** Rejects targets other than OCI and Docker, and schema 1 made of OCI, with {@link IllegalArgumentException}. */
    public ConversionRequest {
        if (target != Family.OCI && target != Family.DOCKER) {
            throw new IllegalArgumentException("a conversion leads to OCI or Docker, not to " + target.label());
        }
        if (schemaOne.isPresent() && (keep || target != Family.DOCKER)) {
            throw new IllegalArgumentException("schema 1 is made of Docker images");
        }
        platforms = List.copyOf(platforms);
    }

    /** The defaults for a target. */
    public static ConversionRequest to(Family target) {
        return builder(target).build();
    }

    /** Nothing converted: the defaults for an image whose root is of this family. */
    public static ConversionRequest keeping(Family family) {
        return builder(family).keep(true).build();
    }

    /** A builder with the defaults for a target. */
    public static ConversionRequestBuilder builder(Family target) {
        return new ConversionRequestBuilder(target);
    }

    /** The same policies for another target, which is not schema 1. */
    public ConversionRequest targeting(Family family, boolean keeping) {
        return new ConversionRequestBuilder(this, family)
                .keep(keeping)
                .notSchemaOne()
                .build();
    }

    /** The same policies leading to a schema 1 image of this name. */
    public ConversionRequest toSchemaOne(SchemaOneName name) {
        return new ConversionRequestBuilder(this, Family.DOCKER)
                .keep(false)
                .schemaOne(name)
                .build();
    }

    /** The same policies with another for configs. */
    public ConversionRequest withConfig(ConfigPolicy policy) {
        return new ConversionRequestBuilder(this, target).config(policy).build();
    }

    /** Whether this leads to Docker. */
    public boolean toDocker() {
        return target == Family.DOCKER;
    }

    /** The family that an image has in the end. */
    public Family resultFamily() {
        return schemaOne.isPresent() ? Family.DOCKER_SCHEMA1 : target;
    }

    /** The attestation policy in force. */
    public AttestationPolicy attestationPolicy() {
        return attestations.orElse(toDocker() ? AttestationPolicy.DROP : AttestationPolicy.KEEP);
    }
}
