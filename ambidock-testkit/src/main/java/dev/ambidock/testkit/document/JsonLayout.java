// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.document;

import java.util.random.RandomGenerator;

/**
 * The white space of a JSON text.
 *
 * @param newline what stands before each member and element; empty for a text in one line
 * @param indent what is added to {@code newline} for each level
 * @param beforeColon between a name and its colon
 * @param afterColon between a colon and its value
 * @param beforeComma between a value and its comma
 * @param afterComma behind a comma
 * @param around before and behind the whole text
 */
public record JsonLayout(
        String newline,
        String indent,
        String beforeColon,
        String afterColon,
        String beforeComma,
        String afterComma,
        String around) {

    /** No white space at all. */
    public static JsonLayout compact() {
        return new JsonLayout("", "", "", "", "", "", "");
    }

    /** One member a line, as Docker's own tools write it with three blanks. */
    public static JsonLayout indented(int blanks) {
        return new JsonLayout("\n", " ".repeat(blanks), "", " ", "", "", "");
    }

    /** Any layout that JSON allows. */
    public static JsonLayout random(RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return compact();
        }
        boolean lines = random.nextInt(4) != 0;
        String newline = random.nextBoolean() ? "\n" : "\r\n";
        String indent = random.nextInt(4) == 0 ? "\t" : " ".repeat(random.nextInt(9));
        return new JsonLayout(
                lines ? newline : "",
                lines ? indent : "",
                blanks(random),
                random.nextBoolean() ? " " : blanks(random),
                blanks(random),
                blanks(random),
                random.nextInt(3) == 0 ? newline : "");
    }

    private static String blanks(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> " ";
            case 1 -> "\t ";
            case 2 -> "  \r\n ";
            default -> "";
        };
    }

    String lineStart(int level) {
        return newline.isEmpty() ? "" : newline + indent.repeat(level);
    }
}
