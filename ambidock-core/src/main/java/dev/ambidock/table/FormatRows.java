// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

import static dev.ambidock.table.MediaTypes.*;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.Counterpart.Absent;
import dev.ambidock.table.Counterpart.Exact;
import dev.ambidock.table.Counterpart.Transcode;
import dev.ambidock.table.Counterpart.Untouched;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Spells out the rows of the {@link FormatTable}. */
final class FormatRows {
    private static final Absent ENCRYPTED =
            new Absent("Docker has no type for encrypted layers: decrypt the image first");
    private static final Absent NO_IMAGE =
            new Absent("it is no container image, and Docker's format holds images only");
    private static final Untouched FOREIGN_TYPE = new Untouched("no image's type: kept as it is");

    private FormatRows() {}

    static Map<MediaType, FormatRow> all() {
        Map<MediaType, FormatRow> rows = new LinkedHashMap<>();
        structure(rows);
        dockerLayers(rows);
        ociLayers(rows);
        encryptedLayers(rows);
        others(rows);
        return Collections.unmodifiableMap(rows);
    }

    private static void structure(Map<MediaType, FormatRow> rows) {
        pair(rows, Role.INDEX, DOCKER_LIST, "D:list", OCI_INDEX, "O:index", "");
        pair(rows, Role.MANIFEST, DOCKER_MANIFEST, "D:manifest", OCI_MANIFEST, "O:manifest", "");
        pair(rows, Role.CONFIG, DOCKER_CONFIG, "D:config", OCI_CONFIG, "O:config", "same blob, same digest");
        schema1(rows, DOCKER_SCHEMA1, "D:schema1");
        schema1(rows, DOCKER_SCHEMA1_SIGNED, "D:schema1-signed");
        other(rows, DOCKER_PLUGIN, "D:plugin", Family.DOCKER, Status.OFFICIAL, "configuration of an engine plugin");
        other(
                rows,
                OCI_EMPTY,
                "O:empty",
                Family.OCI,
                Status.OFFICIAL,
                "the two bytes {} where an artifact has no content");
        put(
                rows,
                new FormatRow(
                        OCI_ARTIFACT_MANIFEST,
                        "O:artifact",
                        Family.OCI,
                        Role.MANIFEST,
                        Optional.empty(),
                        true,
                        false,
                        Status.REMOVED,
                        new Exact(OCI_ARTIFACT_MANIFEST),
                        NO_IMAGE,
                        "kept; on request rewritten as an O:manifest with O:empty as config"));
        other(
                rows,
                "application/vnd.oci.layout.header.v1+json",
                "O:layout-header",
                Family.OCI,
                Status.OFFICIAL,
                "the file oci-layout");
        other(rows, "application/vnd.oci.descriptor.v1+json", "O:descriptor", Family.OCI, Status.OFFICIAL, "");
    }

    private static void dockerLayers(Map<MediaType, FormatRow> rows) {
        docker(rows, DOCKER_GZIP, "D:gz", Compression.GZIP, true, Status.OFFICIAL, OCI_GZIP, "same blob");
        docker(rows, DOCKER_TAR, "D:tar", Compression.NONE, true, Status.CUSTOMARY, OCI_TAR, "same blob");
        dockerForeignLayers(rows);
        put(
                rows,
                layer(
                        DOCKER_ZSTD,
                        "D:zstd",
                        Family.DOCKER,
                        Compression.ZSTD,
                        true,
                        Status.UNOFFICIAL,
                        new Exact(OCI_ZSTD),
                        new Transcode(DOCKER_GZIP, DOCKER_ZSTD),
                        "read; written only with --zstd keep"));
    }

    private static void dockerForeignLayers(Map<MediaType, FormatRow> rows) {
        docker(
                rows,
                DOCKER_FOREIGN_GZIP,
                "D:foreign-gz",
                Compression.GZIP,
                false,
                Status.OFFICIAL,
                OCI_ND_GZIP,
                "urls kept");
        docker(
                rows,
                DOCKER_FOREIGN_TAR,
                "D:foreign-tar",
                Compression.NONE,
                false,
                Status.CUSTOMARY,
                OCI_ND_TAR,
                "urls kept");
        put(
                rows,
                layer(
                        DOCKER_FOREIGN_ZSTD,
                        "D:foreign-zstd",
                        Family.DOCKER,
                        Compression.ZSTD,
                        false,
                        Status.INVENTED,
                        new Exact(OCI_ND_ZSTD),
                        new Exact(DOCKER_FOREIGN_ZSTD),
                        "read, never written"));
    }

    private static void ociLayers(Map<MediaType, FormatRow> rows) {
        oci(rows, OCI_GZIP, "O:gz", Compression.GZIP, true, new Exact(DOCKER_GZIP), "same blob");
        oci(rows, OCI_TAR, "O:tar", Compression.NONE, true, new Exact(DOCKER_TAR), "same blob");
        oci(
                rows,
                OCI_ZSTD,
                "O:zstd",
                Compression.ZSTD,
                true,
                new Transcode(DOCKER_GZIP, DOCKER_ZSTD),
                "compressed anew as gzip, or --zstd keep for the unofficial type");
        oci(rows, OCI_ND_GZIP, "O:nd-gz", Compression.GZIP, false, new Exact(DOCKER_FOREIGN_GZIP), "urls kept");
        oci(rows, OCI_ND_TAR, "O:nd-tar", Compression.NONE, false, new Exact(DOCKER_FOREIGN_TAR), "urls kept");
        oci(
                rows,
                OCI_ND_ZSTD,
                "O:nd-zstd",
                Compression.ZSTD,
                false,
                new Absent(
                        "Docker has no type for a foreign zstd layer, and its bytes may not be had to compress them anew"),
                "");
    }

    private static void encryptedLayers(Map<MediaType, FormatRow> rows) {
        for (MediaType plain : new MediaType[] {OCI_TAR, OCI_GZIP, OCI_ZSTD, OCI_ND_TAR, OCI_ND_GZIP, OCI_ND_ZSTD}) {
            FormatRow of = rows.get(plain);
            if (of == null) {
                throw new IllegalStateException("layers come before their encrypted forms");
            }
            MediaType type = MediaType.of(plain.text() + "+encrypted");
            put(
                    rows,
                    new FormatRow(
                            type,
                            of.shortName() + "+encrypted",
                            Family.OCI,
                            Role.LAYER,
                            of.compression(),
                            of.distributable(),
                            true,
                            Status.THIRD_PARTY,
                            new Exact(type),
                            ENCRYPTED,
                            "ocicrypt"));
        }
    }

    private static void others(Map<MediaType, FormatRow> rows) {
        third(rows, IN_TOTO.text(), "in-toto", "a statement inside an attestation manifest");
        third(
                rows,
                OCTET_STREAM.text(),
                "octet-stream",
                "as a config of 2015/16: an image config, if its content proves it");
        third(rows, "application/vnd.cncf.helm.config.v1+json", "helm-config", "Helm chart");
        third(rows, "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "helm-chart", "Helm chart");
        third(rows, "application/vnd.dev.cosign.simplesigning.v1+json", "cosign", "cosign signature");
        third(rows, "application/vnd.dev.sigstore.bundle.v0.3+json", "sigstore-bundle", "sigstore signature");
        third(rows, "application/vnd.cncf.notary.signature", "notary", "Notary Project signature");
        third(rows, "application/vnd.buildkit.cacheconfig.v0", "buildkit-cache", "BuildKit cache image");
        third(rows, "application/vnd.erofs.layer.v1", "erofs", "EROFS layer");
    }

    private static void pair(
            Map<MediaType, FormatRow> rows,
            Role role,
            MediaType docker,
            String dockerName,
            MediaType oci,
            String ociName,
            String remark) {
        put(rows, paired(docker, dockerName, Family.DOCKER, role, docker, oci, remark));
        put(rows, paired(oci, ociName, Family.OCI, role, docker, oci, remark));
    }

    private static FormatRow paired(
            MediaType type, String name, Family family, Role role, MediaType docker, MediaType oci, String remark) {
        return new FormatRow(
                type,
                name,
                family,
                role,
                Optional.empty(),
                true,
                false,
                Status.OFFICIAL,
                new Exact(oci),
                new Exact(docker),
                remark);
    }

    private static void schema1(Map<MediaType, FormatRow> rows, MediaType type, String shortName) {
        Absent needsLayers = new Absent("a schema 1 image has no config and no diff IDs: its layers must be read");
        put(
                rows,
                new FormatRow(
                        type,
                        shortName,
                        Family.DOCKER_SCHEMA1,
                        Role.MANIFEST,
                        Optional.empty(),
                        true,
                        false,
                        Status.DEPRECATED,
                        needsLayers,
                        needsLayers,
                        ""));
    }

    private static void docker(
            Map<MediaType, FormatRow> rows,
            MediaType type,
            String shortName,
            Compression compression,
            boolean distributable,
            Status status,
            MediaType oci,
            String remark) {
        put(
                rows,
                layer(
                        type,
                        shortName,
                        Family.DOCKER,
                        compression,
                        distributable,
                        status,
                        new Exact(oci),
                        new Exact(type),
                        remark));
    }

    private static void oci(
            Map<MediaType, FormatRow> rows,
            MediaType type,
            String shortName,
            Compression compression,
            boolean distributable,
            Counterpart toDocker,
            String remark) {
        put(
                rows,
                layer(
                        type,
                        shortName,
                        Family.OCI,
                        compression,
                        distributable,
                        distributable ? Status.OFFICIAL : Status.DEPRECATED,
                        new Exact(type),
                        toDocker,
                        remark));
    }

    private static FormatRow layer(
            MediaType type,
            String shortName,
            Family family,
            Compression compression,
            boolean distributable,
            Status status,
            Counterpart toOci,
            Counterpart toDocker,
            String remark) {
        return new FormatRow(
                type,
                shortName,
                family,
                Role.LAYER,
                Optional.of(compression),
                distributable,
                false,
                status,
                toOci,
                toDocker,
                remark);
    }

    private static void third(Map<MediaType, FormatRow> rows, String type, String shortName, String remark) {
        other(rows, type, shortName, Family.OTHER, Status.THIRD_PARTY, remark);
    }

    private static void other(
            Map<MediaType, FormatRow> rows,
            String type,
            String shortName,
            Family family,
            Status status,
            String remark) {
        other(rows, MediaType.of(type), shortName, family, status, remark);
    }

    private static void other(
            Map<MediaType, FormatRow> rows,
            MediaType type,
            String shortName,
            Family family,
            Status status,
            String remark) {
        put(
                rows,
                new FormatRow(
                        type,
                        shortName,
                        family,
                        Role.OTHER,
                        Optional.empty(),
                        true,
                        false,
                        status,
                        FOREIGN_TYPE,
                        NO_IMAGE,
                        remark));
    }

    private static void put(Map<MediaType, FormatRow> rows, FormatRow row) {
        if (rows.put(row.mediaType(), row) != null) {
            throw new IllegalStateException(row.mediaType() + " stands twice in the table");
        }
    }
}
