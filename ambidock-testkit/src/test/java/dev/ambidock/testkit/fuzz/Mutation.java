// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Spoils a text here and there. */
final class Mutation {
    private static final String[] TOKENS = {
        "\"layers\":[],",
        "\"Layers\":[],",
        "\"manifests\":null,",
        "\"layer\u017F\":[],",
        "\"config\":{},",
        "\"size\":1,",
        "\"digest\":\"\",",
        "\"mediaType\":\"\",",
        "\"annotations\":{},",
        "\"data\":\"e30=\",",
        "\"subject\":null,",
        "\"artifactType\":\"a/b\",",
        "\"rootfs\":{},",
        "\"os\":\"\",",
        "null",
        "[]",
        "{}",
        "\\u0061",
        "\\ud800",
        "\\u017f",
        "\u212A",
        "1e3",
        "-0",
        "99999999999999999999",
        "\"",
        "\\",
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        " ",
        "\n",
        "\uFEFF",
        "\0",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.docker.plugin.v1+json",
        ";charset=utf-8",
        "oci",
        "docker",
        "index",
        "list",
        "sha512:",
        "sha256:",
        "+encrypted",
        "foreign.",
        "application/octet-stream"
    };

    private final SplittableRandom random;

    Mutation(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One to three changes; some take a piece of the other text. */
    byte[] of(byte[] text, byte[] other) {
        byte[] mutated = text;
        for (int i = random.nextInt(3) * random.nextInt(2); i >= 0; i--) {
            mutated = once(mutated, other);
        }
        return mutated;
    }

    private byte[] once(byte[] text, byte[] other) {
        int from = place(text);
        int to = Math.min(text.length, from + 1 + random.nextInt(random.nextBoolean() ? 8 : 120));
        return switch (random.nextInt(9)) {
            case 0 -> flip(text, from, (byte) (1 << random.nextInt(8)));
            case 1 -> flip(text, from, (byte) 0x20);
            case 2 -> join(text, from, new byte[] {(byte) random.nextInt(256)}, Math.min(from + 1, text.length));
            case 3 -> join(text, from, new byte[0], to);
            case 4 -> join(text, to, Arrays.copyOfRange(text, from, to), to);
            case 5, 6 -> join(text, from, token(), from);
            case 7 -> join(text, from, token(), to);
            default -> join(text, from, Arrays.copyOfRange(other, place(other), other.length), text.length);
        };
    }

    /** A place anywhere, mostly one where a value or member begins. */
    private int place(byte[] text) {
        if (text.length == 0) {
            return 0;
        }
        int at = random.nextInt(text.length);
        if (random.nextInt(3) == 0) {
            return at;
        }
        while (at < text.length && "{[,:\"".indexOf(text[at]) < 0) {
            at++;
        }
        return Math.min(at + 1, text.length);
    }

    private byte[] token() {
        return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flip(byte[] text, int at, byte bits) {
        byte[] flipped = text.clone();
        if (at < flipped.length) {
            flipped[at] ^= bits;
        }
        return flipped;
    }

    private static byte[] join(byte[] text, int head, byte[] middle, int tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, head);
        out.writeBytes(middle);
        out.write(text, tail, text.length - tail);
        return out.toByteArray();
    }
}
