// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;

/** A Docker image of one layer for {@link Rehearsal}, whose layer nobody unpacks. */
record RehearsalImage(Bytes manifest, Bytes config, Bytes layer) {
    /** Images with other numbers are other images. */
    static RehearsalImage numbered(int number) {
        Bytes layer = Bytes.of("layer");
        Bytes config = Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"created\":\"2026-01-01T00:00:00Z\","
                + "\"config\":{\"Env\":[\"PATH=/bin\"],\"Cmd\":[\"/bin/hello\"],"
                + "\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]},\"Labels\":{\"number\":\"" + number + "\"}},"
                + "\"history\":[{\"created_by\":\"COPY hello\"}],"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + digest(layer) + "\"]}}");
        Bytes manifest =
                Bytes.of("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST + "\",\"config\":"
                        + descriptor(MediaTypes.DOCKER_CONFIG.toString(), config) + ",\"layers\":["
                        + descriptor(MediaTypes.DOCKER_GZIP.toString(), layer) + "]}");
        return new RehearsalImage(manifest, config, layer);
    }

    private static String descriptor(String type, Bytes content) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + content.length() + ",\"digest\":\"" + digest(content)
                + "\"}";
    }

    private static String digest(Bytes content) {
        return content.digest(DigestAlgorithm.SHA256).toString();
    }
}
