// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils headers, names and framed bytes here and there. The same seed spoils in the same way. */
final class WireMutation {
    private static final List<String> TOKENS = List.of(
            "",
            "\"",
            "\\",
            ",",
            ";",
            "=",
            "<",
            ">",
            "/",
            "//",
            "..",
            "/../",
            ":",
            "::",
            "@",
            "%",
            "%2f",
            "%00",
            "*",
            "-",
            "--",
            "?",
            "#",
            "[",
            "]",
            "[::1]",
            "0",
            "-1",
            "18446744073709551616",
            "999999999999999999",
            "1e9",
            " ",
            "\t",
            "\r\n",
            "\0",
            "\u00e9",
            "\u212a",
            "\ud83d\ude00",
            "Bearer ",
            "Basic ",
            "realm=",
            "rel=next",
            "bytes ",
            "bytes=",
            "sha256:",
            "sha512:",
            "latest",
            "_",
            ".",
            "{",
            "}",
            "null",
            "true",
            "AAAA",
            "==",
            "auths",
            "credsStore",
            "localhost",
            "127.0.0.1:5000",
            "xn--",
            "A".repeat(300));

    private final SplittableRandom random;

    WireMutation(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One to four changes. */
    String of(String text) {
        StringBuilder spoiled = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(spoiled.length() + 1);
            int to = Math.min(spoiled.length(), from + random.nextInt(8));
            String token = TOKENS.get(random.nextInt(TOKENS.size()));
            switch (random.nextInt(5)) {
                case 0 -> spoiled.insert(from, token);
                case 1 -> spoiled.replace(from, to, token);
                case 2 -> spoiled.delete(from, to);
                case 3 -> spoiled.insert(from, spoiled.substring(from, to).repeat(1 + random.nextInt(20)));
                default -> spoiled.insert(from, (char) random.nextInt(0x250));
            }
        }
        return spoiled.toString();
    }

    /** One to four changes of bytes, and now and then an end that comes too early. */
    byte[] of(byte[] bytes) {
        byte[] spoiled = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(spoiled.length);
            switch (random.nextInt(4)) {
                case 0 -> spoiled[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> spoiled[at] = (byte) random.nextInt(256);
                case 2 -> put(spoiled, at, TOKENS.get(random.nextInt(TOKENS.size())));
                default ->
                    Arrays.fill(
                            spoiled, at, Math.min(spoiled.length, at + random.nextInt(16)), (byte) random.nextInt(256));
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(spoiled, random.nextInt(spoiled.length)) : join(spoiled);
    }

    private byte[] join(byte[] bytes) {
        if (random.nextInt(8) != 0) {
            return bytes;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        int at = random.nextInt(bytes.length);
        both.write(bytes, 0, at);
        both.write(bytes, Math.max(0, at - random.nextInt(100)), bytes.length - at);
        return both.toByteArray();
    }

    private static void put(byte[] bytes, int at, String token) {
        byte[] text = token.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, at, Math.min(text.length, bytes.length - at));
    }
}
