// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.model.FindingCode.AMBIGUOUS_DOCUMENT;
import static dev.ambidock.model.FindingCode.DUPLICATE_MEMBER;
import static dev.ambidock.model.FindingCode.WRONG_CASE_MEMBER;
import static dev.ambidock.testkit.hostile.HostileDocument.refused;
import static dev.ambidock.testkit.hostile.HostileDocument.taken;
import static dev.ambidock.testkit.hostile.Samples.CONFIG;
import static dev.ambidock.testkit.hostile.Samples.ENTRY;
import static dev.ambidock.testkit.hostile.Samples.INDEX;
import static dev.ambidock.testkit.hostile.Samples.MANIFEST;
import static dev.ambidock.testkit.hostile.Samples.SCHEMA1;
import static dev.ambidock.testkit.hostile.Samples.manifest;
import static dev.ambidock.testkit.hostile.Samples.withEntryMembers;
import static dev.ambidock.testkit.hostile.Samples.withLayerMembers;

import java.util.List;

/** Texts that two readers read as two documents. */
final class Ambiguities {
    private Ambiguities() {}

    static void addTo(List<HostileDocument> all) {
        duplicates(all);
        twins(all);
        twoKinds(all);
    }

    private static void duplicates(List<HostileDocument> all) {
        all.add(refused("duplicate-layers", DUPLICATE_MEMBER, manifest(",\"layers\":[]")));
        all.add(refused("duplicate-layers-by-escape", DUPLICATE_MEMBER, manifest(",\"l\\u0061yers\":[]")));
        all.add(refused("duplicate-config", DUPLICATE_MEMBER, manifest(",\"config\":" + CONFIG)));
        all.add(refused("duplicate-media-type", DUPLICATE_MEMBER, manifest(",\"mediaType\":\"text/html\"")));
        all.add(refused("duplicate-schema-version", DUPLICATE_MEMBER, manifest(",\"schemaVersion\":1")));
        all.add(refused(
                "duplicate-manifests", DUPLICATE_MEMBER, INDEX.replace("]}", "],\"manifests\":[" + ENTRY + "]}")));
        all.add(refused("duplicate-digest-in-layer", DUPLICATE_MEMBER, withLayerMembers(",\"digest\":\"sha256:\"")));
        all.add(refused("duplicate-size-by-escape", DUPLICATE_MEMBER, withLayerMembers(",\"\\u0073ize\":1")));
        all.add(refused(
                "duplicate-in-annotations",
                DUPLICATE_MEMBER,
                manifest(",\"annotations\":{\"a\":\"1\",\"\\u0061\":\"2\"}")));
        all.add(refused(
                "duplicate-in-platform",
                DUPLICATE_MEMBER,
                withEntryMembers(",\"platform\":{\"os\":\"linux\",\"os\":\"windows\",\"architecture\":\"amd64\"}")));
        all.add(refused("duplicate-in-unknown", DUPLICATE_MEMBER, manifest(",\"x\":[{\"y\":{\"z\":1,\"z\":1}}]")));
        all.add(refused("duplicate-empty-name", DUPLICATE_MEMBER, manifest(",\"\":1,\"\":2")));
        all.add(refused(
                "duplicate-surrogate-pair", DUPLICATE_MEMBER, manifest(",\"\\ud83d\\ude00\":1,\"\uD83D\uDE00\":2")));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append(",\"x").append(i).append("\":").append(i);
        }
        all.add(refused("duplicate-among-many", DUPLICATE_MEMBER, manifest(many + ",\"x17\":0")));
    }

    private static void twins(List<HostileDocument> all) {
        for (String name : new String[] {"Layers", "LAYERS", "layer\u017F", "layer\\u017f", "lAYERS"}) {
            all.add(refused("twin-of-layers-" + plain(name), WRONG_CASE_MEMBER, manifest(",\"" + name + "\":[]")));
            all.add(refused(
                    "twin-instead-of-layers-" + plain(name),
                    WRONG_CASE_MEMBER,
                    MANIFEST.replace("\"layers\"", "\"" + name + "\"")));
        }
        for (String name :
                new String[] {"Manifests", "FsLayers", "Blobs", "MediaType", "schemaversion", "Subject", "RootFS"}) {
            all.add(refused("twin-in-manifest-" + name, WRONG_CASE_MEMBER, manifest(",\"" + name + "\":null")));
        }
        for (String name : new String[] {"Digest", "SIZE", "\u017Fize", "Data", "URLs", "mediatype", "artifacttype"}) {
            all.add(refused(
                    "twin-in-layer-" + plain(name), WRONG_CASE_MEMBER, withLayerMembers(",\"" + name + "\":1")));
        }
        all.add(refused("twin-in-index-config", WRONG_CASE_MEMBER, INDEX.replace("]}", "],\"Config\":{}}")));
        all.add(refused(
                "twin-in-platform",
                WRONG_CASE_MEMBER,
                withEntryMembers(",\"platform\":{\"o\u017F\":\"linux\",\"architecture\":\"amd64\"}")));
        all.add(refused(
                "twins-of-layers-in-config",
                WRONG_CASE_MEMBER,
                "{\"architecture\":\"amd64\",\"rootfs\":{},\"Layers\":[],\"Config\":" + CONFIG + "}"));
        all.add(taken("kelvin-sign-in-unknown-name", manifest(",\"\u212Aey\":1")));
    }

    private static String plain(String name) {
        return name.replace("\\u017f", "escaped-long-s").replace("\u017F", "long-s-");
    }

    private static void twoKinds(List<HostileDocument> all) {
        String untyped = "{\"schemaVersion\":2,";
        String both = "\"config\":" + CONFIG + ",\"layers\":[],\"manifests\":[]}";
        all.add(refused("layers-and-manifests", AMBIGUOUS_DOCUMENT, manifest(",\"manifests\":[" + ENTRY + "]")));
        all.add(refused("layers-and-manifests-untyped", AMBIGUOUS_DOCUMENT, untyped + both));
        all.add(refused("manifests-and-config", AMBIGUOUS_DOCUMENT, INDEX.replace("]}", "],\"config\":null}")));
        all.add(refused("manifests-and-layers-null", AMBIGUOUS_DOCUMENT, INDEX.replace("]}", "],\"layers\":null}")));
        all.add(refused("config-and-fs-layers", AMBIGUOUS_DOCUMENT, manifest(",\"fsLayers\":[]")));
        all.add(refused("manifest-and-signatures", AMBIGUOUS_DOCUMENT, manifest(",\"signatures\":[]")));
        all.add(refused("schema1-and-layers", AMBIGUOUS_DOCUMENT, SCHEMA1.replace("]}", "],\"layers\":[]}")));
        all.add(refused("schema1-and-config", AMBIGUOUS_DOCUMENT, SCHEMA1.replace("]}", "],\"config\":{}}")));
        all.add(refused("blobs-and-layers", AMBIGUOUS_DOCUMENT, manifest(",\"blobs\":[]")));
        all.add(refused("manifests-and-blobs", AMBIGUOUS_DOCUMENT, INDEX.replace("]}", "],\"blobs\":[]}")));
        all.add(refused("manifest-and-rootfs", AMBIGUOUS_DOCUMENT, manifest(",\"rootfs\":{}")));
        all.add(refused("index-and-history", AMBIGUOUS_DOCUMENT, INDEX.replace("]}", "],\"history\":[]}")));
    }
}
