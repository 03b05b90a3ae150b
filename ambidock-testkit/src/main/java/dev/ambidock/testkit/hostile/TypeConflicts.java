// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.model.FindingCode.MEDIA_TYPE_CONFLICT;
import static dev.ambidock.testkit.hostile.HostileDocument.refused;
import static dev.ambidock.testkit.hostile.HostileDocument.taken;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each media type on each shape: only those of one kind go together. */
final class TypeConflicts {
    private TypeConflicts() {}

    static void addTo(List<HostileDocument> all) {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("oci-manifest", Samples.OCI_MANIFEST_TYPE);
        types.put("docker-manifest", Samples.DOCKER_MANIFEST_TYPE);
        types.put("oci-index", Samples.OCI_INDEX_TYPE);
        types.put("docker-list", Samples.DOCKER_LIST_TYPE);
        types.put("docker-schema1", Samples.SCHEMA1_TYPE);
        for (String shape : types.keySet()) {
            for (Map.Entry<String, String> type : types.entrySet()) {
                String name = "type-" + type.getKey() + "-on-" + shape;
                String text = "{\"mediaType\":\"" + type.getValue() + "\"," + members(shape);
                boolean fits = kind(shape).equals(kind(type.getKey()));
                all.add(fits ? taken(name, text) : refused(name, MEDIA_TYPE_CONFLICT, text));
            }
            for (String type : new String[] {
                "application/vnd.oci.artifact.manifest.v1+json",
                "application/vnd.oci.image.config.v1+json",
                "application/vnd.oci.image.layer.v1.tar+gzip",
                "text/html",
                "no type at all"
            }) {
                String name = "type-" + type.replaceAll("[^a-z0-9]+", "-") + "-on-" + shape;
                all.add(refused(name, MEDIA_TYPE_CONFLICT, "{\"mediaType\":\"" + type + "\"," + members(shape)));
            }
        }
    }

    private static String kind(String name) {
        return switch (name) {
            case "oci-manifest", "docker-manifest" -> "manifest";
            case "oci-index", "docker-list" -> "index";
            default -> name;
        };
    }

    private static String members(String shape) {
        return switch (shape) {
            case "oci-manifest" ->
                "\"schemaVersion\":2,\"config\":" + Samples.CONFIG + ",\"layers\":[" + Samples.LAYER + "]}";
            case "docker-manifest" ->
                "\"schemaVersion\":2,\"config\":"
                        + Samples.descriptor("application/vnd.docker.container.image.v1+json", Samples.DIGEST, "7")
                        + ",\"layers\":[]}";
            case "oci-index" -> "\"schemaVersion\":2,\"manifests\":[" + Samples.ENTRY + "]}";
            case "docker-list" -> "\"schemaVersion\":2,\"manifests\":[]}";
            default -> Samples.SCHEMA1.substring(1);
        };
    }
}
