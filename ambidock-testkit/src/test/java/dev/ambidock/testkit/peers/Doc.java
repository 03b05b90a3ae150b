// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.DigestAlgorithm;
import java.io.IOException;
import java.util.List;

/**
 * A manifest, index or config as a tool left it.
 *
 * @param digest by which it is known
 * @param bytes as found
 * @param json what they say; of members that stand twice the last one, as engines read them
 */
record Doc(String digest, byte[] bytes, JsonValue json) {
    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 100, 1_000_000, 1_000_000);

    /** A document by its digest; empty for the root of a place that does not tell it. */
    static Doc read(String digest, byte[] bytes) throws IOException {
        try {
            String known = digest.isEmpty() ? DigestAlgorithm.SHA256.of(bytes).toString() : digest;
            return new Doc(known, bytes, JsonTree.parseLeniently(bytes, LIMITS).root());
        } catch (MalformedJsonException e) {
            throw new IOException(digest + " is no JSON: " + e.getMessage(), e);
        }
    }

    /** The type that it states, or what its shape says. */
    String type() {
        return json.text("mediaType").orElseGet(() -> {
            if (json.member("fsLayers").isPresent()) {
                return "application/vnd.docker.distribution.manifest.v1+json";
            }
            boolean docker = children().stream().anyMatch(d -> d.type().startsWith("application/vnd.docker."));
            String kind = isIndex() ? "index" : "manifest";
            return docker
                    ? "a Docker " + kind + " without mediaType"
                    : "application/vnd.oci.image." + kind + ".v1+json";
        });
    }

    boolean isIndex() {
        return json.member("manifests").isPresent() && json.member("layers").isEmpty();
    }

    /** What it refers to, in order: config and layers, or entries. */
    List<Ref> children() {
        if (isIndex()) {
            return list("manifests");
        }
        List<Ref> all = new java.util.ArrayList<>(
                json.member("config").map(Ref::new).stream().toList());
        all.addAll(layers());
        return all;
    }

    List<Ref> layers() {
        return json.member("blobs").isPresent() ? list("blobs") : list("layers");
    }

    private List<Ref> list(String name) {
        return json.member(name).stream()
                .flatMap(v -> v.children().stream())
                .map(Ref::new)
                .toList();
    }

    /**
     * A descriptor.
     *
     * @param json as found
     */
    record Ref(JsonValue json) {
        String type() {
            return json.text("mediaType").orElse("");
        }

        String digest() {
            return json.text("digest").orElse("");
        }

        /** An annotation, or empty text. */
        String annotation(String name) {
            return json.member("annotations").flatMap(a -> a.text(name)).orElse("");
        }
    }

    /** Whether there is nothing in a value that could be lost. */
    static boolean isVoid(JsonValue value) {
        return value.is(JsonKind.NULL)
                || ((value.is(JsonKind.OBJECT) || value.is(JsonKind.ARRAY))
                        && value.children().isEmpty())
                || (value.is(JsonKind.STRING) && value.text().isEmpty());
    }
}
