// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import java.io.IOException;

/** Documents to convert: an OCI index of two images, with all that it names in the folder {@code d}. */
final class Sample {
    static final String OCI_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
    static final String OCI_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
    static final String ANNOTATIONS = ",\n  \"annotations\": {\"org.example.a\": \"1\", \"org.example.b\": \"2\"}";

    private Sample() {}

    static String config(String architecture) {
        return "{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"/bin/sh\"],"
                + "\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]},\"OnBuild\":[\"RUN x\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Session.digest("diff") + "\"]}}";
    }

    static String ociManifest(String config, String layerType, String more) {
        return "{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"application/vnd.oci.image.manifest.v1+json\",\n"
                + "  \"config\": {\"mediaType\": \"application/vnd.oci.image.config.v1+json\", \"digest\": \""
                + Session.digest(config) + "\", \"size\": " + config.length() + "},\n"
                + "  \"layers\": [{\"mediaType\": \"" + layerType + "\", \"digest\": \"" + Session.digest("layer")
                + "\", \"size\": 1234}]" + more + "\n}\n";
    }

    static String dockerManifest(String config) {
        return ociManifest(config, OCI_GZIP, "")
                .replace("vnd.oci.image.manifest.v1", "vnd.docker.distribution.manifest.v2")
                .replace("vnd.oci.image.config.v1", "vnd.docker.container.image.v1")
                .replace(OCI_GZIP, "application/vnd.docker.image.rootfs.diff.tar.gzip");
    }

    /** Writes manifest.json, annotated.json, zstd.json, docker.json, index.json and the folder d. */
    static void writeTo(Session session) throws IOException {
        StringBuilder entries = new StringBuilder();
        for (String architecture : new String[] {"amd64", "arm64"}) {
            String config = session.write("d/config-" + architecture, config(architecture));
            String manifest = session.write("d/any-name-" + architecture, ociManifest(config, OCI_GZIP, ""));
            entries.append(entries.length() == 0 ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"")
                    .append(Session.digest(manifest))
                    .append("\",\"size\":")
                    .append(manifest.length())
                    .append(",\"platform\":{\"os\":\"linux\",\"architecture\":\"")
                    .append(architecture)
                    .append("\"}}");
        }
        String config = config("amd64");
        session.write("manifest.json", ociManifest(config, OCI_GZIP, ""));
        session.write("annotated.json", ociManifest(config, OCI_GZIP, ANNOTATIONS));
        session.write("zstd.json", ociManifest(config, OCI_ZSTD, ""));
        session.write("docker.json", dockerManifest(config));
        session.write(
                "index.json",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + entries + "]}");
    }
}
