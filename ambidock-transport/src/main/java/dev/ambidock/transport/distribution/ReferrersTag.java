// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;

/**
 * Tags that stand for relations between manifests.
 *
 * @ambidock.rule distribution-spec, "Referrers Tag Schema"; cosign, SPEC.md, "Tag-based discovery"
 */
public final class ReferrersTag {
    private static final int MOST_ALGORITHM = 32;
    private static final int MOST_ENCODED = 64;

    private ReferrersTag() {}

    /** The tag of the index of referrers where a registry has no endpoint for them. */
    public static String of(Digest subject) {
        return cut(subject.algorithm().id(), MOST_ALGORITHM) + "-" + cut(subject.hex(), MOST_ENCODED);
    }

    /** Whether a name of an image ends in such a tag, or is one. */
    public static boolean isEndOf(String name) {
        String tag = name.substring(name.lastIndexOf(':') + 1);
        int dash = tag.indexOf('-');
        if (tag.length() - dash - 1 != MOST_ENCODED
                || DigestAlgorithm.find(tag.substring(0, Math.max(0, dash))).isEmpty()) {
            return false;
        }
        return tag.chars().skip(dash + 1L).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
