// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody meant. */
final class Nearest {
    private Nearest() {}

    /** The word that fewest edits away from what was typed; empty if none is near. */
    static Optional<String> of(String typed, Collection<String> words) {
        String best = "";
        int fewest = Math.max(1, Math.min(3, typed.length() / 3)) + 1;
        for (String word : words) {
            boolean begins = typed.length() >= 3 && word.startsWith(typed);
            int edits = begins ? 1 : typed.length() > 64 ? fewest : distance(typed, word);
            if (edits < fewest) {
                best = word;
                fewest = edits;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Levenshtein's distance, two swapped neighbours counted as one edit. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
            }
        }
        return edits[a.length()][b.length()];
    }
}
