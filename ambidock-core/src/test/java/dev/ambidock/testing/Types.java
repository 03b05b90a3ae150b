// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

/** Media types, spelled here once more so that a slip in the product's table cannot hide in its tests. */
public final class Types {
    public static final String D_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String D_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    public static final String D_CONFIG = "application/vnd.docker.container.image.v1+json";
    public static final String D_PLUGIN = "application/vnd.docker.plugin.v1+json";
    public static final String D_TAR = "application/vnd.docker.image.rootfs.diff.tar";
    public static final String D_GZ = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    public static final String D_ZSTD = "application/vnd.docker.image.rootfs.diff.tar.zstd";
    public static final String D_FOREIGN_TAR = "application/vnd.docker.image.rootfs.foreign.diff.tar";
    public static final String D_FOREIGN_GZ = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
    public static final String D_FOREIGN_ZSTD = "application/vnd.docker.image.rootfs.foreign.diff.tar.zstd";
    public static final String O_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String O_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String O_CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String O_EMPTY = "application/vnd.oci.empty.v1+json";
    public static final String O_ARTIFACT = "application/vnd.oci.artifact.manifest.v1+json";
    public static final String O_TAR = "application/vnd.oci.image.layer.v1.tar";
    public static final String O_GZ = "application/vnd.oci.image.layer.v1.tar+gzip";
    public static final String O_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
    public static final String O_ND_TAR = "application/vnd.oci.image.layer.nondistributable.v1.tar";
    public static final String O_ND_GZ = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";
    public static final String O_ND_ZSTD = "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd";
    public static final String OCTET_STREAM = "application/octet-stream";
    public static final String IN_TOTO = "application/vnd.in-toto+json";
    public static final String ATTESTATION = "application/vnd.docker.attestation.manifest.v1+json";
    public static final String HELM_CONFIG = "application/vnd.cncf.helm.config.v1+json";
    public static final String HELM_CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    public static final String COSIGN = "application/vnd.dev.cosign.simplesigning.v1+json";

    private Types() {}
}
