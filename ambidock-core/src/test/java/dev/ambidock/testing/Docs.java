// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import static dev.ambidock.testing.Types.*;

import java.util.Base64;
import java.util.List;

/** Spells documents compactly. What differs between input and expectation is visible at the call. */
public final class Docs {
    private Docs() {}

    /** The text with double quotes for single ones, so that JSON can be read in Java. */
    public static String q(String json) {
        return json.replace('\'', '"');
    }

    /** A stand-in for a layer: some content of its own. */
    public static Doc layer(String type, String name) {
        return Doc.of(type, "layer " + name);
    }

    /** A Docker config with as many diff IDs as named. */
    public static Doc config(String os, String architecture, int layers) {
        return Doc.of(
                D_CONFIG,
                q("{'architecture':'" + architecture + "','os':'" + os + "','config':{'Cmd':['sh']},'rootfs':"
                        + rootfs(layers) + "}"));
    }

    public static String rootfs(int layers) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < layers; i++) {
            ids.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(Doc.of("", "diff " + i).digest())
                    .append('"');
        }
        return q("{'type':'layers','diff_ids':[") + ids + "]}";
    }

    public static Doc ociManifest(String config, List<String> layers, String... more) {
        return manifest(O_MANIFEST, config, layers, more);
    }

    public static Doc dockerManifest(String config, List<String> layers, String... more) {
        return manifest(D_MANIFEST, config, layers, more);
    }

    public static Doc manifest(String type, String config, List<String> layers, String... more) {
        return Doc.of(
                type,
                "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":" + config + ",\"layers\":["
                        + String.join(",", layers) + "]" + Doc.joined(more) + "}");
    }

    public static Doc ociIndex(List<String> entries, String... more) {
        return index(O_INDEX, entries, more);
    }

    public static Doc dockerList(List<String> entries, String... more) {
        return index(D_LIST, entries, more);
    }

    public static Doc index(String type, List<String> entries, String... more) {
        return Doc.of(
                type,
                "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":[" + String.join(",", entries) + "]"
                        + Doc.joined(more) + "}");
    }

    /** A manifest of one gzip layer, all of one family. */
    public static Doc dockerImage(Doc config) {
        return dockerManifest(
                config.as(D_CONFIG).ref(), List.of(layer(D_GZ, "1").ref()));
    }

    /** A manifest of one gzip layer, all of one family. */
    public static Doc ociImage(Doc config) {
        return ociManifest(config.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()));
    }

    /** The member {@code platform}. */
    public static String platform(String os, String architecture) {
        return q("'platform':{'architecture':'" + architecture + "','os':'" + os + "'}");
    }

    /** The member {@code annotations} of name and value pairs. */
    public static String annotations(String... pairs) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(i == 0 ? "" : ",").append(q("'" + pairs[i] + "':'" + pairs[i + 1] + "'"));
        }
        return "\"annotations\":{" + out + "}";
    }

    /** The annotations that link a BuildKit attestation to its image. */
    public static String attests(Doc image) {
        return annotations(
                "vnd.docker.reference.digest", image.digest(), "vnd.docker.reference.type", "attestation-manifest");
    }

    /** The member that carries the content within its descriptor. */
    public static String data(Doc content) {
        return "\"data\":\""
                + Base64.getEncoder().encodeToString(content.bytes().toArray()) + "\"";
    }
}
