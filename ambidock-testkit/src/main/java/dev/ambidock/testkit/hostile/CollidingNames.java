// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Member names that collide in a symbol table of four-byte words, whatever its seed, where the seed comes in after the
 * words were joined.
 */
final class CollidingNames {
    private static final int BLOCKS = 16;

    private CollidingNames() {}

    /** The number-th order of eight words of one kind and eight of another; there are 12,870. */
    static String arrangement(int number) {
        StringBuilder name = new StringBuilder();
        long rest = number;
        int ones = BLOCKS / 2;
        for (int left = BLOCKS; left > 0; left--) {
            long withZero = left - 1 >= ones ? choose(left - 1, ones) : 0;
            if (rest < withZero) {
                name.append("abcd");
            } else {
                rest -= withZero;
                ones--;
                name.append("wxyz");
            }
        }
        return name.toString();
    }

    private static long choose(int n, int k) {
        long result = 1;
        for (int i = 1; i <= k; i++) {
            result = result * (n - k + i) / i;
        }
        return result;
    }

    /** Different names of eight letters and digits for which {@code mix(first) + 33 * second} is one constant. */
    static List<String> ofTwoQuads(int count) {
        SplittableRandom random = new SplittableRandom(1);
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < count) {
            int second = plainWord(random);
            int first = unmix(0x5A5A5A5A - second * 33);
            if (isPlain(first)) {
                names.add(text(first) + text(second));
            }
        }
        return new ArrayList<>(names);
    }

    /** Undoes {@code x += x >>> 15; x ^= x >>> 9}. */
    private static int unmix(int mixed) {
        int x = mixed;
        for (int i = 0; i < 4; i++) {
            x = mixed ^ (x >>> 9);
        }
        int y = x;
        for (int i = 0; i < 4; i++) {
            y = x - (y >>> 15);
        }
        return y;
    }

    private static int plainWord(SplittableRandom random) {
        int word = 0;
        for (int i = 0; i < 4; i++) {
            word = word << 8 | random.nextInt('a', 'z' + 1);
        }
        return word;
    }

    private static boolean isPlain(int word) {
        for (int shift = 0; shift < 32; shift += 8) {
            int b = word >>> shift & 0xFF;
            if (b <= 0x20 || b >= 0x7F || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String text(int word) {
        StringBuilder out = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.append((char) (word >>> shift & 0xFF));
        }
        return out.toString();
    }
}
