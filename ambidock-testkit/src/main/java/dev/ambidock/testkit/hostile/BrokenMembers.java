// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.model.FindingCode.DATA_MISMATCH;
import static dev.ambidock.model.FindingCode.INVALID_DIGEST;
import static dev.ambidock.model.FindingCode.INVALID_MEMBER;
import static dev.ambidock.model.FindingCode.INVALID_SIZE;
import static dev.ambidock.model.FindingCode.MISSING_MEMBER;
import static dev.ambidock.testkit.hostile.HostileDocument.refused;
import static dev.ambidock.testkit.hostile.HostileDocument.taken;
import static dev.ambidock.testkit.hostile.Samples.CONFIG;
import static dev.ambidock.testkit.hostile.Samples.DIGEST;
import static dev.ambidock.testkit.hostile.Samples.INDEX;
import static dev.ambidock.testkit.hostile.Samples.LAYER;
import static dev.ambidock.testkit.hostile.Samples.MANIFEST;
import static dev.ambidock.testkit.hostile.Samples.manifest;
import static dev.ambidock.testkit.hostile.Samples.withEntryMembers;
import static dev.ambidock.testkit.hostile.Samples.withLayer;
import static dev.ambidock.testkit.hostile.Samples.withLayerMembers;

import java.util.List;
import java.util.Locale;

/** Known members with values of the wrong form. */
final class BrokenMembers {
    /** SHA-256 of the two bytes {@code {}}. */
    private static final String EMPTY_OBJECT =
            "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private BrokenMembers() {}

    static void addTo(List<HostileDocument> all) {
        sizes(all);
        digests(all);
        data(all);
        descriptors(all);
        roots(all);
    }

    private static void sizes(List<HostileDocument> all) {
        String[] wrong = {
            "-1",
            "-9223372036854775808",
            "1.0",
            "0.0",
            "1e3",
            "1E400000000",
            "9223372036854775808",
            "18446744073709551616",
            "9".repeat(900),
            "\"32\"",
            "null",
            "true",
            "[]",
            "{}"
        };
        for (int i = 0; i < wrong.length; i++) {
            String name = wrong[i].length() > 30 ? "900-digits" : wrong[i].replace('"', '.');
            all.add(refused("size-" + name, INVALID_SIZE, withLayer(sized(wrong[i]))));
            all.add(refused("config-size-" + name, INVALID_SIZE, manifest(sized(wrong[i]), "[]", "")));
        }
        all.add(refused("size-missing", MISSING_MEMBER, withLayer(LAYER.replace(",\"size\":32", ""))));
        all.add(taken("size-2^63-1", withLayer(sized("9223372036854775807"))));
        all.add(taken("size-minus-zero", withLayer(sized("-0"))));
    }

    private static String sized(String size) {
        return LAYER.replace("\"size\":32", "\"size\":" + size);
    }

    private static void digests(List<HostileDocument> all) {
        String hex = DIGEST.substring(7);
        String[][] wrong = {
            {"empty", ""},
            {"no-colon", hex},
            {"no-algorithm", ":" + hex},
            {"no-digits", "sha256:"},
            {"short", DIGEST.substring(0, 70)},
            {"long", DIGEST + "0"},
            {"upper-case", "sha256:" + hex.toUpperCase(Locale.ROOT)},
            {"upper-case-algorithm", "SHA256:" + hex},
            {"no-hexadecimal", DIGEST.replace('f', 'g')},
            {"traversal", "sha256:../../../../etc/passwd"},
            {"padded-traversal", "sha256:" + "../".repeat(21) + "x"},
            {"traversal-in-algorithm", "../sha256:" + hex},
            {"percent-escapes", "sha256:%2e%2e%2f" + hex.substring(12)},
            {"percent-colon", "sha256%3a" + hex},
            {"two-colons", "sha256:sha256:" + hex},
            {"port-like", "localhost:5000/" + DIGEST},
            {"md5", "md5:" + hex.substring(32)},
            {"sha1", "sha1:" + hex.substring(24)},
            {"blake3", "blake3:" + hex},
            {"sha384", "sha384:" + hex + hex.substring(32)},
            {"sha512-of-sha256-length", "sha512:" + hex},
            {"compound-algorithm", "sha256+b64:" + hex},
            {"leading-blank", " " + DIGEST},
            {"trailing-newline", DIGEST + "\\n"},
            {"nul", "sha256:" + hex.substring(1) + "\\u0000"},
            {"wide-digits", "sha256:" + "\uFF11".repeat(64)},
            {"arabic-digits", "sha256:" + "\u0661".repeat(64)},
            {"bidi", "sha256:" + "\u202E" + hex.substring(1)},
            {"100-kb", "sha256:" + "a".repeat(100_000)}
        };
        for (String[] digest : wrong) {
            all.add(refused("digest-" + digest[0], INVALID_DIGEST, withLayer(LAYER.replace(DIGEST, digest[1]))));
        }
        for (String value : new String[] {"null", "7", "true", "{}", "[]"}) {
            all.add(refused(
                    "digest-is-" + value, INVALID_MEMBER, withLayer(LAYER.replace("\"" + DIGEST + "\"", value))));
        }
        all.add(refused("digest-missing", MISSING_MEMBER, withLayer("{\"mediaType\":\"a/b\",\"size\":1}")));
        all.add(taken("digest-sha512", withLayer(LAYER.replace(DIGEST, "sha512:" + hex + hex))));
    }

    private static void data(List<HostileDocument> all) {
        all.add(taken("data-right", withLayer(embedding("\"e30=\"", EMPTY_OBJECT, 2))));
        all.add(refused("data-without-padding", INVALID_MEMBER, withLayer(embedding("\"e30\"", EMPTY_OBJECT, 2))));
        all.add(refused("data-with-newline", INVALID_MEMBER, withLayer(embedding("\"e3\\n0=\"", EMPTY_OBJECT, 2))));
        all.add(refused("data-url-alphabet", INVALID_MEMBER, withLayer(embedding("\"__8=\"", EMPTY_OBJECT, 2))));
        all.add(refused("data-of-other-digest", DATA_MISMATCH, withLayer(embedding("\"e30=\"", DIGEST, 2))));
        all.add(refused("data-of-other-size", DATA_MISMATCH, withLayer(embedding("\"e30=\"", EMPTY_OBJECT, 3))));
        all.add(refused("data-empty", DATA_MISMATCH, withLayer(embedding("\"\"", EMPTY_OBJECT, 2))));
        all.add(refused("data-number", INVALID_MEMBER, withLayer(embedding("7", EMPTY_OBJECT, 2))));
        all.add(refused("data-list", INVALID_MEMBER, withLayer(embedding("[123,125]", EMPTY_OBJECT, 2))));
        all.add(refused("data-of-huge-size", DATA_MISMATCH, withLayer(embedding("\"e30=\"", DIGEST, Long.MAX_VALUE))));
    }

    private static String embedding(String data, String digest, long size) {
        return "{\"mediaType\":\"a/b\",\"digest\":\"" + digest + "\",\"size\":" + size + ",\"data\":" + data + "}";
    }

    private static void descriptors(List<HostileDocument> all) {
        String[][] wrong = {
            {"urls-text", ",\"urls\":\"https://a\""},
            {"urls-of-numbers", ",\"urls\":[1]"},
            {"urls-of-nulls", ",\"urls\":[null]"},
            {"urls-object", ",\"urls\":{}"},
            {"annotation-number", ",\"annotations\":{\"a\":1}"},
            {"annotation-null", ",\"annotations\":{\"a\":null}"},
            {"annotation-bool", ",\"annotations\":{\"a\":true}"},
            {"annotation-list", ",\"annotations\":{\"a\":[\"b\"]}"},
            {"annotation-object", ",\"annotations\":{\"a\":{}}"},
            {"annotations-list", ",\"annotations\":[]"},
            {"annotations-text", ",\"annotations\":\"a\""},
            {"platform-text", ",\"platform\":\"linux/amd64\""},
            {"platform-list", ",\"platform\":[]"},
            {"platform-os-number", ",\"platform\":{\"os\":1}"},
            {"platform-os-list", ",\"platform\":{\"os\":[\"linux\"]}"},
            {"platform-features-text", ",\"platform\":{\"os.features\":\"win32k\"}"},
            {"platform-docker-features-object", ",\"platform\":{\"features\":{}}"},
            {"artifact-type-number", ",\"artifactType\":1"}
        };
        for (String[] members : wrong) {
            all.add(refused("layer-" + members[0], INVALID_MEMBER, withLayerMembers(members[1])));
            all.add(refused("entry-" + members[0], INVALID_MEMBER, withEntryMembers(members[1])));
        }
        for (String element : new String[] {"null", "\"" + DIGEST + "\"", "7", "[]"}) {
            String name = element.startsWith("\"") ? "digest" : element;
            all.add(refused("layer-is-" + name, INVALID_MEMBER, withLayer(element)));
            all.add(refused("entry-is-" + name, INVALID_MEMBER, INDEX.replace(Samples.ENTRY, element)));
            all.add(refused("config-is-" + name, INVALID_MEMBER, manifest(element, "[]", "")));
        }
        all.add(refused("layer-empty", MISSING_MEMBER, withLayer("{}")));
        all.add(refused("config-empty", MISSING_MEMBER, manifest("{}", "[]", "")));
        mediaTypes(all);
    }

    private static void mediaTypes(List<HostileDocument> all) {
        String[][] wrong = {
            {"number", "7"},
            {"null", "null"},
            {"list", "[\"a/b\"]"},
            {"escape-sequence", "\"a/b\\u001b[31m\""},
            {"raw-bidi", "\"a/\u202Eb\""},
            {"newline", "\"a/b\\nContent-Length: 0\""},
            {"nul", "\"a/b\\u0000\""},
            {"soft-hyphen", "\"application/vnd.oci\u00AD.image\""},
            {"300-letters", "\"a/" + "b".repeat(300) + "\""}
        };
        for (String[] type : wrong) {
            all.add(refused(
                    "layer-media-type-" + type[0],
                    INVALID_MEMBER,
                    withLayer(LAYER.replace("\"application/vnd.oci.image.layer.v1.tar+gzip\"", type[1]))));
            all.add(refused(
                    "config-media-type-" + type[0],
                    INVALID_MEMBER,
                    manifest(CONFIG.replace("\"application/vnd.oci.image.config.v1+json\"", type[1]), "[]", "")));
        }
        all.add(refused(
                "layer-media-type-empty",
                MISSING_MEMBER,
                withLayer(LAYER.replace("application/vnd.oci.image.layer.v1.tar+gzip", ""))));
        all.add(refused(
                "layer-media-type-parameters-only",
                MISSING_MEMBER,
                withLayer(LAYER.replace("application/vnd.oci.image.layer.v1.tar+gzip", ";charset=utf-8"))));
    }

    private static void roots(List<HostileDocument> all) {
        String version = "\"schemaVersion\":2";
        for (String value : new String[] {"1", "3", "-2", "2.0", "\"2\"", "null", "2e0", "[2]", "4294967298"}) {
            all.add(refused(
                    "schema-version-" + value.replace('"', '.'),
                    INVALID_MEMBER,
                    MANIFEST.replace(version, "\"schemaVersion\":" + value)));
        }
        all.add(refused("schema-version-missing", MISSING_MEMBER, MANIFEST.replace(version + ",", "")));
        for (String value : new String[] {"{}", "\"\"", "7", "true"}) {
            String name = value.replace('"', '.');
            all.add(refused("layers-is-" + name, INVALID_MEMBER, manifest(CONFIG, value, "")));
            all.add(refused("manifests-is-" + name, INVALID_MEMBER, INDEX.replace("[" + Samples.ENTRY + "]", value)));
        }
        all.add(refused("layers-missing", MISSING_MEMBER, MANIFEST.replace(",\"layers\":[" + LAYER + "]", "")));
        all.add(refused("config-missing", MISSING_MEMBER, MANIFEST.replace("\"config\":" + CONFIG + ",", "")));
        all.add(refused(
                "media-type-number", INVALID_MEMBER, MANIFEST.replace("\"" + Samples.OCI_MANIFEST_TYPE + "\"", "7")));
        all.add(refused("artifact-type-list", INVALID_MEMBER, manifest(",\"artifactType\":[]")));
        all.add(refused("annotations-of-numbers", INVALID_MEMBER, manifest(",\"annotations\":{\"a\":7}")));
        all.add(refused("subject-of-text", INVALID_MEMBER, manifest(",\"subject\":\"" + DIGEST + "\"")));
        all.add(refused("subject-empty", MISSING_MEMBER, manifest(",\"subject\":{}")));
        all.add(refused("schema1-without-layers", MISSING_MEMBER, "{\"schemaVersion\":1,\"signatures\":[]}"));
        all.add(refused("schema1-blob-sum-traversal", INVALID_DIGEST, Samples.SCHEMA1.replace(DIGEST, "sha256:../..")));
        all.add(taken("layers-null", manifest(CONFIG, "null", "")));
        all.add(taken("manifests-null", INDEX.replace("[" + Samples.ENTRY + "]", "null")));
        all.add(taken("quiet-members-null", manifest(",\"subject\":null,\"annotations\":null,\"artifactType\":null")));
    }
}
