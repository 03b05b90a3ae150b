// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.document;

import java.util.List;
import java.util.SplittableRandom;

/** Random spellings of strings and numbers, and members that no specification knows. */
final class RandomSpelling {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1E+2",
            "1.50",
            "1e-7",
            "-12.0E0",
            "9007199254740993",
            "9223372036854775808",
            "7".repeat(400));
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"plain\"",
            "\"sl\\/ash\"",
            "\"\\u2603 snow\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u0061\\u0062\"",
            "\"Grüße, 日本, 😀\"",
            "\"\\b\\f\\n\\r\\t\\\"\\\\\"",
            "\"<>&\\u003c\u2028\"",
            "\"application/vnd.oci.image.manifest.v1+json\"");
    private static final List<String> NAMES = List.of(
            "x",
            "X-Vendor",
            "com.example/key",
            "grün",
            "\\u0078y",
            "日本",
            "a b",
            "layer",
            "digests",
            "media_type",
            "\\/");

    private final SplittableRandom random;

    RandomSpelling(SplittableRandom random) {
        this.random = random;
    }

    /** The string as a literal; now and then a slash or a letter of the kept part is escaped. */
    String literal(String text) {
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + text.replace("/", "\\/") + "\"";
            case 1 -> "\"" + escaped(text, 0) + "\"";
            default -> "\"" + text + "\"";
        };
    }

    /** The string as a literal with the character at an index as an escape. */
    static String escaped(String text, int index) {
        return text.substring(0, index)
                + String.format("\\u%04x", (int) text.charAt(index))
                + text.substring(index + 1);
    }

    /** A value that no specification asks for. */
    JsonDraft value(int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 7);
        if (kind < 3) {
            return JsonDraft.raw(one(NUMBERS));
        }
        if (kind < 6) {
            return JsonDraft.raw(one(TEXTS));
        }
        if (kind == 6) {
            return JsonDraft.raw(one(List.of("true", "false", "null")));
        }
        if (kind == 7) {
            JsonDraft list = JsonDraft.array();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(depth - 1));
            }
            return list;
        }
        JsonDraft object = JsonDraft.object();
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            object.putRaw("\"" + one(NAMES) + i + "\"", value(depth - 1));
        }
        return object;
    }

    /** A name that no specification knows and that no reader takes for a known one. */
    String unknownName(int number) {
        return "\"" + one(NAMES) + number + "\"";
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
