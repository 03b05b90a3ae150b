// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

/** Sound texts to spoil. */
final class Samples {
    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    static final String OCI_MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST_TYPE = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String SCHEMA1_TYPE = "application/vnd.docker.distribution.manifest.v1+json";
    static final String CONFIG = descriptor("application/vnd.oci.image.config.v1+json", DIGEST, "7");
    static final String LAYER = descriptor("application/vnd.oci.image.layer.v1.tar+gzip", DIGEST, "32");
    static final String ENTRY = descriptor(OCI_MANIFEST_TYPE, DIGEST, "500");
    static final String MANIFEST = manifest("");
    static final String INDEX =
            "{\"schemaVersion\":2,\"mediaType\":\"" + OCI_INDEX_TYPE + "\",\"manifests\":[" + ENTRY + "]}";
    static final String IMAGE_CONFIG = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + DIGEST + "\"]}}";
    static final String SCHEMA1 = "{\"schemaVersion\":1,\"name\":\"a/b\",\"tag\":\"c\",\"architecture\":\"amd64\","
            + "\"fsLayers\":[{\"blobSum\":\"" + DIGEST + "\"}],\"history\":[{\"v1Compatibility\":\"{}\"}]}";

    private Samples() {}

    static String descriptor(String type, String digest, String size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    /** An OCI manifest with more members behind its own, given with their leading comma. */
    static String manifest(String more) {
        return manifest(CONFIG, "[" + LAYER + "]", more);
    }

    static String manifest(String config, String layers, String more) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + OCI_MANIFEST_TYPE + "\",\"config\":" + config + ",\"layers\":"
                + layers + more + "}";
    }

    /** An OCI manifest with this one layer. */
    static String withLayer(String layer) {
        return manifest(CONFIG, "[" + layer + "]", "");
    }

    /** A sound layer with more members, given with their leading comma. */
    static String withLayerMembers(String more) {
        return withLayer(LAYER.substring(0, LAYER.length() - 1) + more + "}");
    }

    /** An OCI index whose one entry has more members, given with their leading comma. */
    static String withEntryMembers(String more) {
        return INDEX.replace(ENTRY, ENTRY.substring(0, ENTRY.length() - 1) + more + "}");
    }
}
