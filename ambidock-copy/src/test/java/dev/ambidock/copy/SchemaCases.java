// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import java.util.List;
import java.util.Optional;

/** Documents that break one rule each of OCI's schemas for manifests, indexes, descriptors and configs. */
final class SchemaCases {
    private static final String OCI = "application/vnd.oci.image.";
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String CONFIG = descriptor("\"" + OCI + "config.v1+json\"", "\"" + DIGEST + "\"", "7");
    private static final String LAYER_TYPE = "\"" + OCI + "layer.v1.tar\"";
    private static final String LAYER = descriptor(LAYER_TYPE, "\"" + DIGEST + "\"", "7");
    private static final String ENTRY = descriptor("\"" + OCI + "manifest.v1+json\"", "\"" + DIGEST + "\"", "7");

    private SchemaCases() {}

    static void addTo(List<BadInput> all) {
        descriptors(all);
        manifests(all);
        indexes(all);
        configs(all);
    }

    private static void add(List<BadInput> all, String type, String name, String expected, String text) {
        all.add(new BadInput("schema", type + " " + name, expected, folder -> {
            Reading reading = Documents.read(
                    Bytes.of(text),
                    Optional.of(MediaType.of(OCI + type + ".v1+json")),
                    DigestAlgorithm.SHA256,
                    Limits.defaults());
            return reading.kind() == Reading.Kind.REJECTED
                            || !reading.findings().isEmpty()
                    ? reading.findings().get(0).code().name()
                    : BadInput.TAKEN;
        }));
    }

    private static String descriptor(String type, String digest, String size) {
        return "{\"mediaType\":" + type + ",\"digest\":" + digest + ",\"size\":" + size + "}";
    }

    private static void layer(List<BadInput> all, String name, String expected, String layer) {
        add(
                all,
                "manifest",
                "layer " + name,
                expected,
                "{\"schemaVersion\":2,\"config\":" + CONFIG + ",\"layers\":[" + layer + "]}");
    }

    private static void descriptors(List<BadInput> all) {
        String digest = "\"" + DIGEST + "\"";
        layer(all, "without a type", "MISSING_MEMBER", "{\"digest\":" + digest + ",\"size\":7}");
        layer(all, "without a digest", "MISSING_MEMBER", "{\"mediaType\":" + LAYER_TYPE + ",\"size\":7}");
        layer(all, "without a size", "MISSING_MEMBER", "{\"mediaType\":" + LAYER_TYPE + ",\"digest\":" + digest + "}");
        layer(all, "of a type that is a number", "INVALID_MEMBER", descriptor("7", digest, "7"));
        layer(all, "of a type that is empty", "MISSING_MEMBER", descriptor("\"\"", digest, "7"));
        layer(all, "of a size that is a text", "INVALID_SIZE", descriptor(LAYER_TYPE, digest, "\"7\""));
        layer(all, "of a size below zero", "INVALID_SIZE", descriptor(LAYER_TYPE, digest, "-7"));
        layer(all, "of a size with a fraction", "INVALID_SIZE", descriptor(LAYER_TYPE, digest, "7.5"));
        layer(all, "of a digest that is a number", "INVALID_MEMBER", descriptor(LAYER_TYPE, "7", "7"));
        for (String wrong : new String[] {
            "sha256", ":0123", "sha256:", "sha256:xyz", "SHA256:0123", "sha256+b64:0123", "sha256:0123 ", "sha256/0123"
        }) {
            layer(all, "of the digest " + wrong, "INVALID_DIGEST", descriptor(LAYER_TYPE, "\"" + wrong + "\"", "7"));
        }
        layer(all, "with urls that are a text", "INVALID_MEMBER", LAYER.replace("}", ",\"urls\":\"https://a\"}"));
        layer(all, "with annotations that are a list", "INVALID_MEMBER", LAYER.replace("}", ",\"annotations\":[]}"));
    }

    private static void manifests(List<BadInput> all) {
        String layers = "\"layers\":[" + LAYER + "]";
        add(all, "manifest", "without config", "MISSING_MEMBER", "{\"schemaVersion\":2," + layers + "}");
        add(all, "manifest", "without layers", "MISSING_MEMBER", "{\"schemaVersion\":2,\"config\":" + CONFIG + "}");
        add(all, "manifest", "without version", "MISSING_MEMBER", "{\"config\":" + CONFIG + "," + layers + "}");
        add(
                all,
                "manifest",
                "of version 3",
                "INVALID_MEMBER",
                "{\"schemaVersion\":3,\"config\":" + CONFIG + "," + layers + "}");
        add(
                all,
                "manifest",
                "of a config that is a text",
                "INVALID_MEMBER",
                "{\"schemaVersion\":2,\"config\":\"a\"," + layers + "}");
        add(
                all,
                "manifest",
                "of layers that are an object",
                "INVALID_MEMBER",
                "{\"schemaVersion\":2,\"config\":" + CONFIG + ",\"layers\":{}}");
        add(
                all,
                "manifest",
                "of annotations that are numbers",
                "INVALID_MEMBER",
                "{\"schemaVersion\":2,\"config\":" + CONFIG + "," + layers + ",\"annotations\":{\"a\":7}}");
    }

    private static void indexes(List<BadInput> all) {
        String open = "{\"schemaVersion\":2,\"manifests\":[";
        add(all, "index", "without manifests", "MISSING_MEMBER", "{\"schemaVersion\":2}");
        add(all, "index", "without version", "MISSING_MEMBER", "{\"manifests\":[]}");
        add(all, "index", "of version 1", "INVALID_MEMBER", "{\"schemaVersion\":1,\"manifests\":[]}");
        add(
                all,
                "index",
                "of another type",
                "MEDIA_TYPE_CONFLICT",
                "{\"schemaVersion\":2,\"mediaType\":\"text/html\",\"manifests\":[]}");
        add(all, "index", "entry without a digest", "MISSING_MEMBER", open + "{\"mediaType\":\"a/b\",\"size\":7}]}");
        add(
                all,
                "index",
                "entry of a platform that is a text",
                "INVALID_MEMBER",
                open + ENTRY.replace("}", ",\"platform\":\"linux\"}") + "]}");
        add(
                all,
                "index",
                "entry of an os that is a number",
                "INVALID_MEMBER",
                open + ENTRY.replace("}", ",\"platform\":{\"os\":7,\"architecture\":\"a\"}}") + "]}");
        add(
                all,
                "index",
                "entry of features that are a text",
                "INVALID_MEMBER",
                open + ENTRY.replace("}", ",\"platform\":{\"os\":\"a\",\"architecture\":\"a\",\"os.features\":\"b\"}}")
                        + "]}");
        add(all, "index", "entry that is a text", "INVALID_MEMBER", open + "\"" + DIGEST + "\"]}");
    }

    /** A config's bytes are kept whatever they hold; only what is no config at all is refused. */
    private static void configs(List<BadInput> all) {
        add(all, "config", "that is a list", "UNKNOWN_DOCUMENT", "[]");
        add(all, "config", "that is a text", "UNKNOWN_DOCUMENT", "\"a\"");
        add(
                all,
                "config",
                "that is a manifest",
                "MEDIA_TYPE_CONFLICT",
                "{\"schemaVersion\":2,\"config\":" + CONFIG + ",\"layers\":[]}");
        add(
                all,
                "config",
                "with layers",
                "MEDIA_TYPE_CONFLICT",
                "{\"architecture\":\"a\",\"rootfs\":{},\"layers\":[]}");
        add(all, "config", "that is cut short", "MALFORMED_JSON", "{\"architecture\":\"a\"");
        add(
                all,
                "config",
                "with an architecture twice",
                "CONFIG_ODDITY",
                "{\"architecture\":\"a\",\"architecture\":\"b\",\"rootfs\":{}}");
        add(
                all,
                "config",
                "with members in other case",
                "CONFIG_ODDITY",
                "{\"Architecture\":\"a\",\"os\":\"b\",\"rootfs\":{}}");
        add(all, "config", "with text behind it", "TRAILING_DATA", "{\"architecture\":\"a\",\"rootfs\":{}}{}");
    }
}
