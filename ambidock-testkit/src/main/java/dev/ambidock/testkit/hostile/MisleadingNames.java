// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.model.FindingCode.DUPLICATE_MEMBER;
import static dev.ambidock.model.FindingCode.INVALID_DIGEST;
import static dev.ambidock.model.FindingCode.INVALID_MEMBER;
import static dev.ambidock.model.FindingCode.INVALID_SIZE;
import static dev.ambidock.model.FindingCode.MALFORMED_JSON;
import static dev.ambidock.model.FindingCode.MEDIA_TYPE_CONFLICT;
import static dev.ambidock.testkit.hostile.HostileDocument.refused;
import static dev.ambidock.testkit.hostile.HostileDocument.taken;
import static dev.ambidock.testkit.hostile.Samples.CONFIG;
import static dev.ambidock.testkit.hostile.Samples.DIGEST;
import static dev.ambidock.testkit.hostile.Samples.LAYER;
import static dev.ambidock.testkit.hostile.Samples.MANIFEST;
import static dev.ambidock.testkit.hostile.Samples.manifest;
import static dev.ambidock.testkit.hostile.Samples.withLayer;

import java.util.List;

/** Characters that change what a terminal shows, wherever a message might quote them. */
final class MisleadingNames {
    private static final String[][] MARKS = {
        {"escape-sequence", "\\u001b[2J\\u001b[31m"},
        {"carriage-return", "ok\\rno"},
        {"line-feeds", "a\\n\\nb"},
        {"nul", "a\\u0000b"},
        {"delete", "a\u007Fb"},
        {"c1-control", "\u009B31m"},
        {"right-to-left", "\u202Egnp.exe"},
        {"isolates", "\u2066a\u2069\u200F"},
        {"zero-width", "a\u200B\u200Db\uFEFF"},
        {"line-separator", "a\u2028b\u2029"},
        {"tag-characters", "\uDB40\uDC01\uDB40\uDC7F"},
        {"soft-hyphen", "a\u00ADb"},
        {"noncharacter", "\uFFFF\uFDD0"},
        {"private-use", "\uE000\uDBFF\uDFFD"},
        {"10-kb", "x\\n".repeat(5_000)},
    };

    private MisleadingNames() {}

    static void addTo(List<HostileDocument> all) {
        for (String[] mark : MARKS) {
            add(all, mark[0], mark[1]);
        }
    }

    private static void add(List<HostileDocument> all, String name, String text) {
        String quoted = "\"" + text + "\"";
        all.add(taken(name + "-in-unknown-name", manifest("," + quoted + ":1")));
        all.add(taken(name + "-in-annotation", manifest(",\"annotations\":{" + quoted + ":" + quoted + "}")));
        all.add(taken(name + "-in-artifact-type", manifest(",\"artifactType\":" + quoted)));
        all.add(taken(
                name + "-in-urls", withLayer(LAYER.substring(0, LAYER.length() - 1) + ",\"urls\":[" + quoted + "]}")));
        all.add(taken(
                name + "-in-platform",
                Samples.withEntryMembers(",\"platform\":{\"os\":" + quoted + ",\"architecture\":" + quoted + "}")));
        all.add(taken(
                name + "-in-reference",
                Samples.withEntryMembers(",\"annotations\":{\"vnd.docker.reference.digest\":" + quoted + "}")));
        all.add(taken(
                name + "-in-image-config",
                Samples.IMAGE_CONFIG.replace("\"config\":{}", "\"config\":{" + quoted + ":" + quoted + "}")));
        all.add(refused(name + "-in-duplicate", DUPLICATE_MEMBER, manifest("," + quoted + ":1," + quoted + ":2")));
        all.add(refused(name + "-in-digest", INVALID_DIGEST, withLayer(LAYER.replace(DIGEST, "sha256:" + text))));
        all.add(refused(
                name + "-in-size", INVALID_SIZE, withLayer(LAYER.replace("\"size\":32", "\"size\":" + quoted))));
        all.add(refused(
                name + "-in-media-type",
                MEDIA_TYPE_CONFLICT,
                MANIFEST.replace(Samples.OCI_MANIFEST_TYPE, "application/" + text)));
        all.add(refused(
                name + "-in-schema-version",
                INVALID_MEMBER,
                MANIFEST.replace("\"schemaVersion\":2", "\"schemaVersion\":" + quoted)));
        all.add(refused(name + "-as-token", MALFORMED_JSON, manifest(",\"x\":a" + text.replace("\\u001b", "\u001B"))));
        all.add(refused(name + "-as-text", MALFORMED_JSON, "," + text.replace("\\u001b", "\u001B")));
        if (!text.contains("noncharacter") && text.length() < 5_000) {
            all.add(refused(
                    name + "-in-config-type",
                    INVALID_MEMBER,
                    manifest(CONFIG.replace("application/vnd.oci.image.config.v1+json", "a/b" + text), "[]", "")));
        }
    }
}
