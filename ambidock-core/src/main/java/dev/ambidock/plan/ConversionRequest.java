// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
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
        RETYPE
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

    /** Rejects targets other than OCI and Docker with {@link IllegalArgumentException}. */
    public ConversionRequest {
        if (target != Family.OCI && target != Family.DOCKER) {
            throw new IllegalArgumentException("a conversion leads to OCI or Docker, not to " + target.label());
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
    public static Builder builder(Family target) {
        return new Builder(target);
    }

    /** The same policies for another target. */
    public ConversionRequest targeting(Family family, boolean keeping) {
        return new Builder(this, family).keep(keeping).build();
    }

    /** The same policies with another for configs. */
    public ConversionRequest withConfig(ConfigPolicy policy) {
        return new Builder(this, target).config(policy).build();
    }

    /** Whether this leads to Docker. */
    public boolean toDocker() {
        return target == Family.DOCKER;
    }

    /** The attestation policy in force. */
    public AttestationPolicy attestationPolicy() {
        return attestations.orElse(toDocker() ? AttestationPolicy.DROP : AttestationPolicy.KEEP);
    }

    /** Collects policies that differ from the defaults. Confined to one thread. */
    public static final class Builder {
        private final Family target;
        private boolean keep;
        private Style style = Style.PRESERVE;
        private ConfigPolicy config = ConfigPolicy.KEEP;
        private AnnotationPolicy annotations = AnnotationPolicy.DROP;
        private ZstdPolicy zstd = ZstdPolicy.TRANSCODE;
        private CompressionPolicy compression = CompressionPolicy.KEEP;
        private ForeignPolicy foreign = ForeignPolicy.KEEP;
        private Optional<AttestationPolicy> attestations = Optional.empty();
        private ArtifactPolicy artifacts = ArtifactPolicy.REFUSE;
        private ArtifactManifestPolicy artifactManifests = ArtifactManifestPolicy.KEEP;
        private SparsePolicy sparse = SparsePolicy.REFUSE;
        private EmptyLayerPolicy emptyLayers = EmptyLayerPolicy.KEEP;
        private List<Platform> platforms = List.of();
        private Optional<Platform> assumedPlatform = Optional.empty();
        private boolean force;
        private boolean strict;

        private Builder(Family target) {
            this.target = target;
        }

        private Builder(ConversionRequest from, Family target) {
            this.target = target;
            keep = from.keep;
            style = from.style;
            config = from.config;
            annotations = from.annotations;
            zstd = from.zstd;
            compression = from.compression;
            foreign = from.foreign;
            attestations = from.attestations;
            artifacts = from.artifacts;
            artifactManifests = from.artifactManifests;
            sparse = from.sparse;
            emptyLayers = from.emptyLayers;
            platforms = from.platforms;
            assumedPlatform = from.assumedPlatform;
            force = from.force;
            strict = from.strict;
        }

        public Builder keep(boolean value) {
            keep = value;
            return this;
        }

        public Builder style(Style value) {
            style = value;
            return this;
        }

        public Builder config(ConfigPolicy value) {
            config = value;
            return this;
        }

        public Builder annotations(AnnotationPolicy value) {
            annotations = value;
            return this;
        }

        public Builder zstd(ZstdPolicy value) {
            zstd = value;
            return this;
        }

        public Builder compression(CompressionPolicy value) {
            compression = value;
            return this;
        }

        public Builder foreign(ForeignPolicy value) {
            foreign = value;
            return this;
        }

        public Builder attestations(AttestationPolicy value) {
            attestations = Optional.of(value);
            return this;
        }

        public Builder artifacts(ArtifactPolicy value) {
            artifacts = value;
            return this;
        }

        public Builder artifactManifests(ArtifactManifestPolicy value) {
            artifactManifests = value;
            return this;
        }

        public Builder sparse(SparsePolicy value) {
            sparse = value;
            return this;
        }

        public Builder emptyLayers(EmptyLayerPolicy value) {
            emptyLayers = value;
            return this;
        }

        public Builder platforms(List<Platform> value) {
            platforms = List.copyOf(value);
            return this;
        }

        public Builder assumedPlatform(Platform value) {
            assumedPlatform = Optional.of(value);
            return this;
        }

        public Builder force(boolean value) {
            force = value;
            return this;
        }

        public Builder strict(boolean value) {
            strict = value;
            return this;
        }

        /** The request. */
        public ConversionRequest build() {
            return new ConversionRequest(
                    target,
                    keep,
                    style,
                    config,
                    annotations,
                    zstd,
                    compression,
                    foreign,
                    attestations,
                    artifacts,
                    artifactManifests,
                    sparse,
                    emptyLayers,
                    platforms,
                    assumedPlatform,
                    force,
                    strict);
        }
    }
}
