// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

import dev.ambidock.model.MediaType;

/** The media types that code has to name. All others stand in {@link FormatTable} only. */
public final class MediaTypes {
    public static final MediaType DOCKER_LIST = type("application/vnd.docker.distribution.manifest.list.v2+json");
    public static final MediaType DOCKER_MANIFEST = type("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_SCHEMA1 = type("application/vnd.docker.distribution.manifest.v1+json");
    public static final MediaType DOCKER_SCHEMA1_SIGNED =
            type("application/vnd.docker.distribution.manifest.v1+prettyjws");
    public static final MediaType DOCKER_CONFIG = type("application/vnd.docker.container.image.v1+json");
    public static final MediaType DOCKER_PLUGIN = type("application/vnd.docker.plugin.v1+json");
    public static final MediaType DOCKER_TAR = type("application/vnd.docker.image.rootfs.diff.tar");
    public static final MediaType DOCKER_GZIP = type("application/vnd.docker.image.rootfs.diff.tar.gzip");
    public static final MediaType DOCKER_ZSTD = type("application/vnd.docker.image.rootfs.diff.tar.zstd");
    public static final MediaType DOCKER_FOREIGN_TAR = type("application/vnd.docker.image.rootfs.foreign.diff.tar");
    public static final MediaType DOCKER_FOREIGN_GZIP =
            type("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
    public static final MediaType DOCKER_FOREIGN_ZSTD =
            type("application/vnd.docker.image.rootfs.foreign.diff.tar.zstd");

    public static final MediaType OCI_INDEX = type("application/vnd.oci.image.index.v1+json");
    public static final MediaType OCI_MANIFEST = type("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType OCI_ARTIFACT_MANIFEST = type("application/vnd.oci.artifact.manifest.v1+json");
    public static final MediaType OCI_CONFIG = type("application/vnd.oci.image.config.v1+json");
    public static final MediaType OCI_EMPTY = type("application/vnd.oci.empty.v1+json");
    public static final MediaType OCI_TAR = type("application/vnd.oci.image.layer.v1.tar");
    public static final MediaType OCI_GZIP = type("application/vnd.oci.image.layer.v1.tar+gzip");
    public static final MediaType OCI_ZSTD = type("application/vnd.oci.image.layer.v1.tar+zstd");
    public static final MediaType OCI_ND_TAR = type("application/vnd.oci.image.layer.nondistributable.v1.tar");
    public static final MediaType OCI_ND_GZIP = type("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
    public static final MediaType OCI_ND_ZSTD = type("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd");

    public static final MediaType IN_TOTO = type("application/vnd.in-toto+json");
    public static final MediaType OCTET_STREAM = type("application/octet-stream");
    /** The {@code artifactType} of BuildKit's attestation manifests in artifact style. */
    public static final MediaType BUILDKIT_ATTESTATION = type("application/vnd.docker.attestation.manifest.v1+json");

    private MediaTypes() {}

    private static MediaType type(String text) {
        return MediaType.of(text);
    }
}
