// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonOddity;
import dev.ambidock.json.JsonProblem;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads documents from bytes. Never throws on bad input: an unusable text is a {@link Reading.Rejected} that says where
 * and why. Costs time and memory linear in the bytes, and at most {@link Limits}.
 */
public final class Documents {
    private static final List<String> ENGINE_SETTINGS = Stream.concat(
                    ConfigMembers.SETTINGS.stream(), ConfigMembers.DOCKER_SETTINGS.stream())
            .toList();

    private Documents() {}

    /** Reads a document of which nothing is known, naming it by SHA-256. */
    public static Reading read(Bytes bytes, Limits limits) {
        return read(bytes, Optional.empty(), DigestAlgorithm.SHA256, limits);
    }

    /**
     * Reads a document.
     *
     * @param declared what a parent descriptor, a Content-Type or the user says that it is; generic types such as {@code
     *     application/json} count as nothing
     * @param algorithm what its digest is computed with
     */
    public static Reading read(Bytes bytes, Optional<MediaType> declared, DigestAlgorithm algorithm, Limits limits) {
        if (bytes.length() > limits.documentBytes()) {
            // Before any copy is made.
            String text = "the text has " + bytes.length() + " bytes, more than the limit of " + limits.documentBytes()
                    + ", at byte " + limits.documentBytes();
            return rejected(FindingCode.LIMIT_EXCEEDED, bytes.digest(algorithm), "", text);
        }
        byte[] content = bytes.toArray();
        Digest digest = algorithm.of(content);
        JsonLimits bounds =
                new JsonLimits(limits.documentBytes(), limits.jsonDepth(), limits.jsonValues(), limits.jsonNames());
        try {
            return readTree(content, digest, declared, bounds);
        } catch (MalformedJsonException e) {
            return rejected(code(e.problem()), digest, "", e.getMessage() + ", at " + Place.of(content, e.offset()));
        } catch (Refusal e) {
            return rejected(e.code(), digest, e.pointer(), e.text() + ", at " + Place.of(content, e.offset()));
        }
    }

    /** Strictly, unless it is a config, whose bytes are kept whatever they hold. */
    private static Reading readTree(byte[] content, Digest digest, Optional<MediaType> declared, JsonLimits bounds)
            throws MalformedJsonException, Refusal {
        JsonTree tree = JsonTree.parseLeniently(content, bounds);
        if (!tree.oddities().isEmpty() && !DocumentReader.isConfig(tree, declared)) {
            JsonOddity first = tree.oddities().get(0);
            return rejected(
                    code(first.problem()), digest, "", first.text() + ", at " + Place.of(content, first.offset()));
        }
        Document document = new DocumentReader(Bytes.wrap(content), tree, digest, declared).read();
        List<Finding> findings = new ArrayList<>(0);
        for (JsonOddity oddity : tree.oddities()) {
            findings.add(Finding.at(
                    FindingCode.CONFIG_ODDITY,
                    digest,
                    "",
                    oddity.text() + ", at " + Place.of(content, oddity.offset())));
        }
        if (document.kind() == DocumentKind.CONFIG) {
            configTwins(document.root(), digest, findings);
        }
        return new Reading.Parsed(document, findings);
    }

    private static void configTwins(JsonValue root, Digest digest, List<Finding> findings) {
        twins(root, "", ConfigMembers.ROOT, digest, findings);
        root.member("config").ifPresent(c -> twins(c, "/config", ENGINE_SETTINGS, digest, findings));
        root.member("rootfs").ifPresent(r -> twins(r, "/rootfs", ConfigMembers.ROOTFS, digest, findings));
        List<JsonValue> history =
                root.member("history").map(JsonValue::children).orElse(List.of());
        for (int i = 0; i < history.size(); i++) {
            twins(history.get(i), "/history/" + i, ConfigMembers.HISTORY, digest, findings);
        }
    }

    /** In a config, which is read by Go's engines, a wrong-case member counts; its bytes are kept all the same. */
    private static void twins(
            JsonValue object, String pointer, List<String> known, Digest digest, List<Finding> findings) {
        for (JsonValue member : object.children()) {
            CaseTwins.of(member.key(), known)
                    .ifPresent(twin -> findings.add(Finding.at(
                            FindingCode.CONFIG_ODDITY,
                            digest,
                            pointer,
                            "the member \"" + member.printableKey() + "\" is taken for \"" + twin
                                    + "\" by some readers and overlooked by others")));
        }
    }

    /**
     * The digest by which content of a type is known: that of its bytes, but of a signed schema 1 manifest that of what is
     * signed. Content that is no such manifest, whatever its type, has the digest of its bytes.
     */
    public static Digest digest(Bytes content, MediaType type, DigestAlgorithm algorithm) {
        if (type.equals(MediaTypes.DOCKER_SCHEMA1_SIGNED) || type.equals(MediaTypes.DOCKER_SCHEMA1)) {
            Reading reading = read(content, Optional.of(type), algorithm, Limits.defaults());
            if (reading.kind() == Reading.Kind.PARSED) {
                return reading.orThrow().digest();
            }
        }
        return content.digest(algorithm);
    }

    private static Reading rejected(FindingCode code, Digest digest, String pointer, String text) {
        return new Reading.Rejected(List.of(Finding.at(code, digest, pointer, text)));
    }

    private static FindingCode code(JsonProblem problem) {
        return switch (problem) {
            case SYNTAX -> FindingCode.MALFORMED_JSON;
            case ENCODING, LONE_SURROGATE -> FindingCode.INVALID_ENCODING;
            case DUPLICATE_MEMBER -> FindingCode.DUPLICATE_MEMBER;
            case TRAILING_DATA -> FindingCode.TRAILING_DATA;
            case LIMIT -> FindingCode.LIMIT_EXCEEDED;
        };
    }
}
