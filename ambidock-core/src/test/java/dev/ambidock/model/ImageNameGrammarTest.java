// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names are judged as by a reader of the grammar that shares nothing with the one under test: letter by letter, no patterns. */
class ImageNameGrammarTest {
    private static final long SEED = Long.getLong("ambidock.seed", 20_261_127);
    private static final int TEXTS = 1_000_000;
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final List<String> PIECES = List.of(
            "a",
            "b9",
            "app",
            "X",
            ".",
            "..",
            "_",
            "__",
            "___",
            "-",
            "--",
            "/",
            "/",
            ":",
            ":",
            "@",
            "5000",
            "65536",
            "localhost",
            "docker.io",
            "index.docker.io",
            "registry.example",
            "library/",
            "[::1]",
            "[",
            "]",
            "%2f",
            " ",
            "\n",
            "ä",
            "\u0000",
            "v1.2",
            "@sha256:" + HEX,
            "@sha256:" + HEX.toUpperCase(Locale.ROOT),
            "sha256",
            HEX,
            "\\",
            "?",
            "#");

    @Test
    void aMillionTextsAreJudgedAsTheGrammarSays() {
        Random random = new Random(SEED);
        int accepted = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            Optional<ImageName> name = ImageName.find(text);
            assertThat(name.isPresent()).as("seed %d: %s", SEED, text).isEqualTo(new Reader(text).isName());
            if (name.isPresent()) {
                accepted++;
                assertThat(ImageName.parse(name.get().toString())).as(text).isEqualTo(name.get());
            }
        }
        assertThat(accepted).isBetween(TEXTS / 50, TEXTS - TEXTS / 50);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(7);
        // The bound on lengths has tests of its own.
        for (int i = 0; i < pieces && text.length() < 150; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Goes through a text once. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean isName() {
            if (text.length() == 64 && run("0123456789abcdef") == 64) {
                return false;
            }
            at = 0;
            int slash = text.indexOf('/');
            if (slash >= 0 && isHostByLook(text.substring(0, slash))) {
                if (!host() || !next('/')) {
                    return false;
                }
            }
            return path() && tag() && digest() && at == text.length();
        }

        private static boolean isHostByLook(String part) {
            return part.contains(".")
                    || part.contains(":")
                    || part.equals("localhost")
                    || !part.equals(part.toLowerCase(Locale.ROOT));
        }

        private boolean host() {
            boolean named = text.startsWith("[", at) ? address() : labels();
            if (!named || !next(':')) {
                return named;
            }
            int from = at;
            return run("0123456789") > 0 && Long.parseLong(text.substring(from, at)) <= 65_535;
        }

        private boolean address() {
            return next('[') && run("0123456789abcdefABCDEF:") > 0 && next(']');
        }

        private boolean labels() {
            do {
                int from = at;
                run("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
                if (at == from || text.charAt(from) == '-' || text.charAt(at - 1) == '-') {
                    return false;
                }
            } while (next('.'));
            return true;
        }

        private boolean path() {
            do {
                do {
                    if (run("0123456789abcdefghijklmnopqrstuvwxyz") == 0) {
                        return false;
                    }
                } while (separator());
            } while (next('/'));
            return true;
        }

        private boolean separator() {
            return next('.') || underscores() || run("-") > 0;
        }

        private boolean underscores() {
            boolean one = next('_');
            if (one) {
                next('_');
            }
            return one;
        }

        private boolean tag() {
            if (!next(':')) {
                return true;
            }
            int from = at;
            int length = run("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-");
            return length > 0 && length <= 128 && ".-".indexOf(text.charAt(from)) < 0;
        }

        private boolean digest() {
            if (!next('@')) {
                return true;
            }
            boolean named = text.startsWith("sha256:", at);
            at += named ? "sha256:".length() : 0;
            return named && run("0123456789abcdef") == 64;
        }

        private boolean next(char wanted) {
            boolean found = at < text.length() && text.charAt(at) == wanted;
            at += found ? 1 : 0;
            return found;
        }

        private int run(String letters) {
            int from = at;
            while (at < text.length() && letters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at - from;
        }
    }
}
