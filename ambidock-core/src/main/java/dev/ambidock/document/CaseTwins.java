// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.FindingCode;
import java.util.List;
import java.util.Optional;

/**
 * Finds members that Go's {@code encoding/json} would take for a known one although they are spelled in another case:
 * Go folds ASCII letters, U+017F (long s) and U+212A (Kelvin sign).
 */
final class CaseTwins {
    /** Root members of every kind of document: a twin of another kind's member is ambiguous, too. */
    static final List<String> ROOT = List.of(
            "schemaVersion",
            "mediaType",
            "artifactType",
            "config",
            "layers",
            "manifests",
            "blobs",
            "subject",
            "annotations",
            "fsLayers",
            "history",
            "signatures",
            "rootfs");

    /** What makes a document something else than a config: a config of which nothing is declared has no twin of them. */
    static final List<String> NO_CONFIG = List.of("schemaVersion", "layers", "manifests", "blobs", "fsLayers");

    static final List<String> DESCRIPTOR =
            List.of("mediaType", "digest", "size", "urls", "annotations", "data", "platform", "artifactType");
    static final List<String> PLATFORM =
            List.of("architecture", "os", "os.version", "os.features", "variant", "features");

    private CaseTwins() {}

    /** The known name that Go would read this one as, if the two differ. */
    static Optional<String> of(String name, List<String> known) {
        for (String candidate : known) {
            if (candidate.length() == name.length() && !candidate.equals(name) && folded(name, candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static void refuse(JsonValue member, List<String> known, String pointer) throws Refusal {
        Optional<String> twin = of(member.key(), known);
        if (twin.isPresent()) {
            throw new Refusal(
                    FindingCode.WRONG_CASE_MEMBER,
                    pointer,
                    member.nameStart(),
                    "the member \"" + member.printableKey() + "\" would be taken for \"" + twin.get()
                            + "\" by some readers and overlooked by others");
        }
    }

    private static boolean folded(String name, String known) {
        for (int i = 0; i < name.length(); i++) {
            if (fold(name.charAt(i)) != fold(known.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char fold(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return switch (c) {
            case '\u017F' -> 's';
            case '\u212A' -> 'k';
            default -> c;
        };
    }
}
