// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.model.FindingCode.DATA_MISMATCH;
import static dev.ambidock.model.FindingCode.INVALID_MEMBER;
import static dev.ambidock.model.FindingCode.INVALID_SIZE;
import static dev.ambidock.model.FindingCode.LIMIT_EXCEEDED;
import static dev.ambidock.model.FindingCode.MEDIA_TYPE_CONFLICT;
import static dev.ambidock.testkit.hostile.HostileDocument.refused;
import static dev.ambidock.testkit.hostile.HostileDocument.taken;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Texts that cost a careless reader its stack, its heap or its time. */
final class Bombs {
    private static final String OPEN_MANIFEST = Samples.MANIFEST.substring(0, Samples.MANIFEST.length() - 1);
    private static final int MIB = 1 << 20;

    private Bombs() {}

    static void addTo(List<HostileDocument> all) {
        depth(all);
        width(all);
        lengths(all);
        numbers(all);
        collisions(all);
        descriptors(all);
    }

    private static void big(List<HostileDocument> all, String name, Consumer<BigText> content) {
        all.add(refused(name, LIMIT_EXCEEDED, () -> BigText.of(content)));
    }

    private static void depth(List<HostileDocument> all) {
        big(all, "depth-lists", t -> t.repeat("[", 200_000));
        big(all, "depth-lists-closed", t -> t.repeat("[", 200_000).repeat("]", 200_000));
        big(all, "depth-objects", t -> t.repeat("{\"a\":", 200_000));
        big(all, "depth-mixed", t -> t.repeat("[{\"a\":", 100_000));
        big(all, "depth-in-unknown", t -> t.add(OPEN_MANIFEST + ",\"x\":").repeat("[", 200_000));
        big(
                all,
                "depth-in-annotations",
                t -> t.add(OPEN_MANIFEST + ",\"annotations\":").repeat("{\"a\":", 200_000));
        big(
                all,
                "depth-in-layers",
                t -> t.add("{\"schemaVersion\":2,\"layers\":").repeat("[", 200_000));
        all.add(taken(
                "depth-of-60",
                () -> BigText.of(t -> t.add(OPEN_MANIFEST + ",\"x\":")
                        .repeat("[", 60)
                        .repeat("]", 60)
                        .add("}"))));
    }

    private static void width(List<HostileDocument> all) {
        big(
                all,
                "million-members",
                t -> t.add(OPEN_MANIFEST).repeat(",\"a\":0", 1_000_000).add("}"));
        big(
                all,
                "half-a-million-members",
                t -> t.add(OPEN_MANIFEST).repeat(",\"a\":0", 500_000).add("}"));
        big(
                all,
                "million-values",
                t -> t.add(OPEN_MANIFEST + ",\"x\":[0").repeat(",0", 1_000_000).add("]}"));
        big(
                all,
                "million-empty-objects",
                t -> t.add(OPEN_MANIFEST + ",\"x\":[0").repeat(",{}", 1_000_000).add("]}"));
        big(
                all,
                "million-nulls-as-layers",
                t -> t.add("{\"layers\":[0").repeat(",0", 1_000_000).add("]}"));
        big(all, "hundred-thousand-names", t -> names(t, 100_000));
        all.add(taken("forty-thousand-names", () -> BigText.of(t -> names(t, 40_000))));
        big(
                all,
                "million-urls",
                t -> t.add(openLayer() + ",\"urls\":[\"\"")
                        .repeat(",\"\"", 1_000_000)
                        .add("]}]}"));
        all.add(taken(
                "two-hundred-thousand-urls",
                () -> BigText.of(t -> t.add(openLayer() + ",\"urls\":[\"\"")
                        .repeat(",\"\"", 200_000)
                        .add("]}]}"))));
        all.add(taken(
                "two-hundred-thousand-values",
                () -> BigText.of(t ->
                        t.add(OPEN_MANIFEST + ",\"x\":[0").repeat(",0", 200_000).add("]}"))));
    }

    private static void names(BigText text, int count) {
        text.add(OPEN_MANIFEST + ",\"x\":{\"a\":0");
        for (int i = 0; i < count; i++) {
            text.add(",\"n" + i + "\":0");
        }
        text.add("}}");
    }

    private static String openLayer() {
        String text = Samples.withLayer(Samples.LAYER);
        return text.substring(0, text.length() - 3);
    }

    private static void lengths(List<HostileDocument> all) {
        String open = OPEN_MANIFEST + ",\"annotations\":{\"a\":\"";
        int frame = open.length() + 3;
        for (int mib : new int[] {5, 20}) {
            big(
                    all,
                    mib + "-mib-annotation",
                    t -> t.add(open).repeat("a", mib * MIB - frame).add("\"}}"));
            big(all, mib + "-mib-of-blanks", t -> t.add(Samples.MANIFEST).repeat(" ", mib * MIB - 800));
        }
        big(
                all,
                "one-byte-too-long",
                t -> t.add(open).repeat("a", 4 * MIB - frame + 1).add("\"}}"));
        all.add(taken(
                "four-mib-to-the-byte",
                () -> BigText.of(t -> t.add(open).repeat("a", 4 * MIB - frame).add("\"}}"))));
        all.add(taken(
                "four-mib-of-escapes",
                () -> BigText.of(t ->
                        t.add(open).repeat("\\u0061", (4 * MIB - frame) / 6).add("\"}}"))));
        all.add(taken(
                "four-mib-of-blanks",
                () -> BigText.of(t -> t.add(Samples.MANIFEST).repeat(" \n", 2 * MIB - 600))));
        big(
                all,
                "name-of-a-megabyte",
                t -> t.add(OPEN_MANIFEST + ",\"").repeat("n", MIB).add("\":0}"));
        all.add(refused(
                "media-type-of-four-mib",
                MEDIA_TYPE_CONFLICT,
                () -> BigText.of(t -> t.add("{\"layers\":[],\"mediaType\":\"")
                        .repeat("a", 4 * MIB - 100)
                        .add("\"}"))));
        all.add(refused(
                "layer-type-of-three-mib",
                INVALID_MEMBER,
                () -> BigText.of(t -> t.add(
                                "{\"schemaVersion\":2,\"config\":" + Samples.CONFIG + ",\"layers\":[{\"mediaType\":\"")
                        .repeat("a", 3 * MIB)
                        .add("\"}]}"))));
    }

    private static void numbers(List<HostileDocument> all) {
        big(
                all,
                "number-of-hundred-thousand-digits",
                t -> t.add(OPEN_MANIFEST + ",\"x\":").repeat("9", 100_000).add("}"));
        big(
                all,
                "fraction-of-hundred-thousand-digits",
                t -> t.add(OPEN_MANIFEST + ",\"x\":0.").repeat("9", 100_000).add("}"));
        big(
                all,
                "exponent-of-hundred-thousand-digits",
                t -> t.add(OPEN_MANIFEST + ",\"x\":1e").repeat("9", 100_000).add("}"));
        all.add(taken("number-of-900-digits", Samples.manifest(",\"x\":" + "9".repeat(900))));
        all.add(taken("huge-exponent", Samples.manifest(",\"x\":[1e999999999,-1E-999999999,1e+2147483648]")));
        all.add(refused(
                "huge-exponent-as-size",
                INVALID_SIZE,
                Samples.withLayer(Samples.LAYER.replace("\"size\":32", "\"size\":1e999999999"))));
    }

    private static void collisions(List<HostileDocument> all) {
        collisions(all, "names-of-one-java-hash", Bombs::javaName, 40_000);
        collisions(all, "names-of-one-symbol-hash", Bombs::symbolName, 12_000);
        List<String> pairs = new ArrayList<>();
        IntFunction<String> pair = number -> {
            if (pairs.isEmpty()) {
                pairs.addAll(CollidingNames.ofTwoQuads(5_000));
            }
            return pairs.get(number);
        };
        collisions(all, "short-names-of-one-symbol-hash", pair, 5_000);
    }

    private static void collisions(List<HostileDocument> all, String name, IntFunction<String> member, int count) {
        all.add(taken(name, () -> BigText.of(t -> collide(t, member, count))));
    }

    private static void collide(BigText text, IntFunction<String> name, int count) {
        text.add(OPEN_MANIFEST + ",\"x\":{\"a\":0");
        for (int i = 0; i < count; i++) {
            text.add(",\"" + name.apply(i) + "\":0");
        }
        text.add("}}");
    }

    /** Names of one {@link String#hashCode}: "Aa" and "BB" have the same. */
    private static String javaName(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 15; bit >= 0; bit--) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    /** Names of one hash to a table that adds four-byte words behind the third: the same words in another order. */
    private static String symbolName(int number) {
        return "prefixprefix" + CollidingNames.arrangement(number);
    }

    private static void descriptors(List<HostileDocument> all) {
        String tiny = "{\"mediaType\":\"a\",\"digest\":\"" + Samples.DIGEST + "\",\"size\":0}";
        int fit = (4 * MIB - 1000) / (tiny.length() + 1);
        all.add(taken(
                "four-mib-of-layers",
                () -> BigText.of(t -> t.add(
                                Samples.manifest(Samples.CONFIG, "[" + tiny, "").replace(tiny + "}", tiny))
                        .repeat("," + tiny, fit)
                        .add("]}"))));
        all.add(taken(
                "four-mib-of-entries",
                () -> BigText.of(t -> {
                    t.add("{\"schemaVersion\":2,\"manifests\":[" + Samples.ENTRY);
                    for (int i = 0; i < 25_000; i++) {
                        String digest = "sha256:" + String.format("%064x", i);
                        t.add("," + Samples.descriptor(Samples.OCI_MANIFEST_TYPE, digest, "0"));
                    }
                    t.add("]}");
                })));
        all.add(refused(
                "three-mib-of-data",
                DATA_MISMATCH,
                () -> BigText.of(t -> t.add(openLayer() + ",\"data\":\"")
                        .repeat("aaaa", 3 * MIB / 4)
                        .add("\"}]}"))));
        all.add(refused(
                "annotations-of-hundred-thousand",
                LIMIT_EXCEEDED,
                () -> BigText.of(t -> {
                    t.add(OPEN_MANIFEST + ",\"annotations\":{\"a\":\"\"");
                    for (int i = 0; i < 100_000; i++) {
                        t.add(",\"b" + i + "\":\"\"");
                    }
                    t.add("}}");
                })));
        all.add(taken(
                "annotations-of-forty-thousand",
                () -> BigText.of(t -> {
                    t.add(OPEN_MANIFEST + ",\"annotations\":{\"a\":\"\"");
                    for (int i = 0; i < 40_000; i++) {
                        t.add(",\"b" + i + "\":\"\\n\"");
                    }
                    t.add("}}");
                })));
    }
}
