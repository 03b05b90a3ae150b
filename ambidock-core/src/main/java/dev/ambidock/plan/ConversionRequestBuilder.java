// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Family;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.EmptyLayerPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.schema1.SchemaOneName;
import java.util.List;
import java.util.Optional;

/** Collects policies that differ from the defaults. Confined to one thread. */
public final class ConversionRequestBuilder {
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
    private Optional<SchemaOneName> schemaOne = Optional.empty();
    private List<Platform> platforms = List.of();
    private Optional<Platform> assumedPlatform = Optional.empty();
    private boolean force;
    private boolean strict;

    ConversionRequestBuilder(Family target) {
        this.target = target;
    }

    ConversionRequestBuilder(ConversionRequest from, Family target) {
        this.target = target;
        keep = from.keep();
        style = from.style();
        config = from.config();
        annotations = from.annotations();
        zstd = from.zstd();
        compression = from.compression();
        foreign = from.foreign();
        attestations = from.attestations();
        artifacts = from.artifacts();
        artifactManifests = from.artifactManifests();
        sparse = from.sparse();
        emptyLayers = from.emptyLayers();
        schemaOne = from.schemaOne();
        platforms = from.platforms();
        assumedPlatform = from.assumedPlatform();
        force = from.force();
        strict = from.strict();
    }

    public ConversionRequestBuilder keep(boolean value) {
        keep = value;
        return this;
    }

    public ConversionRequestBuilder style(Style value) {
        style = value;
        return this;
    }

    public ConversionRequestBuilder config(ConfigPolicy value) {
        config = value;
        return this;
    }

    public ConversionRequestBuilder annotations(AnnotationPolicy value) {
        annotations = value;
        return this;
    }

    public ConversionRequestBuilder zstd(ZstdPolicy value) {
        zstd = value;
        return this;
    }

    public ConversionRequestBuilder compression(CompressionPolicy value) {
        compression = value;
        return this;
    }

    public ConversionRequestBuilder foreign(ForeignPolicy value) {
        foreign = value;
        return this;
    }

    public ConversionRequestBuilder attestations(AttestationPolicy value) {
        attestations = Optional.of(value);
        return this;
    }

    public ConversionRequestBuilder artifacts(ArtifactPolicy value) {
        artifacts = value;
        return this;
    }

    public ConversionRequestBuilder artifactManifests(ArtifactManifestPolicy value) {
        artifactManifests = value;
        return this;
    }

    public ConversionRequestBuilder sparse(SparsePolicy value) {
        sparse = value;
        return this;
    }

    public ConversionRequestBuilder emptyLayers(EmptyLayerPolicy value) {
        emptyLayers = value;
        return this;
    }

    public ConversionRequestBuilder schemaOne(SchemaOneName value) {
        schemaOne = Optional.of(value);
        return this;
    }

    ConversionRequestBuilder notSchemaOne() {
        schemaOne = Optional.empty();
        return this;
    }

    public ConversionRequestBuilder platforms(List<Platform> value) {
        platforms = List.copyOf(value);
        return this;
    }

    public ConversionRequestBuilder assumedPlatform(Platform value) {
        assumedPlatform = Optional.of(value);
        return this;
    }

    public ConversionRequestBuilder force(boolean value) {
        force = value;
        return this;
    }

    public ConversionRequestBuilder strict(boolean value) {
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
                schemaOne,
                platforms,
                assumedPlatform,
                force,
                strict);
    }
}
