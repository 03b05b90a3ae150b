// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryFaults.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every kind of document with every essential member of every other kind, with its media type and without, under five
 * Content-Types; and the same documents without such a member, which are good unless the types contradict each other.
 */
final class AmbiguityCases {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String V1 = "application/vnd.docker.distribution.manifest.v1+json";

    private AmbiguityCases() {}

    /** A kind of document: its media type, one that contradicts it, and its members behind the type. */
    private record Kind(String name, String type, String other, String members, List<String> own) {}

    private static List<Kind> kinds() {
        String oci = "application/vnd.oci.image.";
        String docker = "application/vnd.docker.distribution.manifest.";
        String layers = "\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]";
        String entries = "\"schemaVersion\":2,\"manifests\":[%s]";
        String ociManifest =
                String.format(layers, descriptor(oci + "config.v1+json"), descriptor(oci + "layer.v1.tar+gzip"));
        String dockerManifest = String.format(
                layers,
                descriptor("application/vnd.docker.container.image.v1+json"),
                descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip"));
        List<String> manifest = List.of("config", "layers");
        List<String> index = List.of("manifests");
        return List.of(
                new Kind("oci-manifest", oci + "manifest.v1+json", oci + "index.v1+json", ociManifest, manifest),
                new Kind("docker-manifest", docker + "v2+json", docker + "list.v2+json", dockerManifest, manifest),
                new Kind(
                        "oci-index",
                        oci + "index.v1+json",
                        oci + "manifest.v1+json",
                        String.format(entries, descriptor(oci + "manifest.v1+json")),
                        index),
                new Kind(
                        "docker-list",
                        docker + "list.v2+json",
                        docker + "v2+json",
                        String.format(entries, descriptor(docker + "v2+json")),
                        index),
                new Kind(
                        "schema-1",
                        V1,
                        docker + "v2+json",
                        "\"schemaVersion\":1,\"name\":\"a/b\",\"tag\":\"c\",\"architecture\":\"amd64\",\"fsLayers\":[{\"blobSum\":\""
                                + DIGEST + "\"}],\"history\":[{\"v1Compatibility\":\"{}\"}]",
                        List.of("fsLayers", "history", "signatures")));
    }

    private static String descriptor(String type) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + DIGEST + "\",\"size\":7}";
    }

    private static Map<String, String> essentials() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("config", descriptor("application/vnd.oci.image.config.v1+json"));
        members.put("layers", "[]");
        members.put("manifests", "[]");
        members.put("fsLayers", "[]");
        members.put("history", "[]");
        members.put("signatures", "[]");
        members.put("blobs", "[]");
        members.put("rootfs", "{}");
        return members;
    }

    private static Map<String, String> contentTypes(Kind kind) {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("equal", kind.type());
        types.put("with-charset", kind.type() + "; charset=utf-8");
        types.put("absent", "");
        types.put("html", "text/html");
        types.put("other", kind.other());
        return types;
    }

    static void addTo(List<BadInput> all, FakeRegistry registry, RegistryTrial trial) {
        for (Kind kind : kinds()) {
            for (boolean typed : new boolean[] {true, false}) {
                String open = typed ? "{\"mediaType\":\"" + kind.type() + "\"," : "{";
                String name = kind.name() + (typed ? "" : "-untyped");
                contentTypes(kind).forEach((how, type) -> {
                    add(all, registry, trial, name + "-alone-" + how, open + kind.members() + "}", type, alone(how));
                    essentials().forEach((member, value) -> {
                        if (!kind.own().contains(member)) {
                            String text = open + kind.members() + ",\"" + member + "\":" + value + "}";
                            add(
                                    all,
                                    registry,
                                    trial,
                                    name + "-with-" + member + "-" + how,
                                    text,
                                    type,
                                    both(how, typed, member));
                        }
                    });
                });
            }
        }
    }

    private static String alone(String how) {
        return how.equals("other") ? "MEDIA_TYPE_CONFLICT" : BadInput.TAKEN;
    }

    /** Members of a config make no image of it, so there the types alone contradict each other. */
    private static String both(String how, boolean typed, String member) {
        boolean ofConfig = member.equals("history") || member.equals("rootfs");
        return how.equals("other") && !typed && ofConfig ? "MEDIA_TYPE_CONFLICT" : "AMBIGUOUS_DOCUMENT";
    }

    private static void add(
            List<BadInput> all,
            FakeRegistry registry,
            RegistryTrial trial,
            String name,
            String text,
            String type,
            String expected) {
        Bytes content = Bytes.of(text);
        Descriptor descriptor = Descriptor.of(
                MediaType.of(type.isEmpty() ? "application/json" : type),
                content.digest(DigestAlgorithm.SHA256),
                content.length());
        all.add(BadInput.of("ambiguity", name, expected, folder -> {
            registry.faults().clear();
            registry.content().putManifest("app", descriptor, content);
            Rule rule = registry.faults().on("GET", "/manifests/");
            rule.changes(r -> type.isEmpty()
                    ? r.without("Content-Type")
                    : r.without("Content-Type").with("Content-Type: " + type));
            trial.read("app@" + descriptor.digest());
        }));
    }
}
