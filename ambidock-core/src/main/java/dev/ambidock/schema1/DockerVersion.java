// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Compares versions as Docker did: number by number between the points, and what is no number counts as 0. So {@code
 * 1.9.0-rc1} is 1.9.0, but {@code 1.8.3-rc1} is 1.8.0.
 *
 * @ambidock.rule moby v20.10, api/types/versions/compare.go
 */
final class DockerVersion {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    private DockerVersion() {}

    static boolean isOlder(String version, String than) {
        String[] mine = version.split("\\.", -1);
        String[] theirs = than.split("\\.", -1);
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int order = part(mine, i).compareTo(part(theirs, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static BigInteger part(String[] parts, int i) {
        boolean number = i < parts.length && NUMBER.matcher(parts[i]).matches();
        return number ? new BigInteger(parts[i]) : BigInteger.ZERO;
    }
}
