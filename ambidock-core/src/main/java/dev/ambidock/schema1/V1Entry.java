// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JSON text of one layer: a {@code v1Compatibility} of a schema 1 manifest, or a {@code json} file of an old archive.
 * Read leniently like a config, since its bytes go into one. Immutable.
 *
 * @ambidock.rule moby v20.10, image/v1/imagev1.go; docker image specification v1
 */
public final class V1Entry {
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    private final JsonText text;
    private final String id;
    private final String parent;
    private final boolean throwaway;
    private final V1History history;

    private V1Entry(JsonText text, String id, String parent, boolean throwaway, V1History history) {
        this.text = text;
        this.id = id;
        this.parent = parent;
        this.throwaway = throwaway;
        this.history = history;
    }

    /** The bytes, their digest, and their tree. */
    static final class JsonText {
        final byte[] source;
        final Digest digest;
        final JsonValue root;

        JsonText(byte[] source, Digest digest, JsonValue root) {
            this.source = source;
            this.digest = digest;
            this.root = root;
        }
    }

    /**
     * Reads a text.
     *
     * @throws RejectedDocumentException if it is no JSON object within the limits, if a member that counts has another form
     *     than Docker reads, or if the ID or parent is no v1 ID
     */
    public static V1Entry read(Bytes content, Limits limits) {
        byte[] source = content.toArray();
        Digest digest = DigestAlgorithm.SHA256.of(source);
        JsonLimits bounds =
                new JsonLimits(limits.documentBytes(), limits.jsonDepth(), limits.jsonValues(), limits.jsonNames());
        JsonTree tree;
        try {
            tree = JsonTree.parseLeniently(source, bounds);
        } catch (MalformedJsonException e) {
            throw rejected(code(e), digest, "", e.getMessage() + ", at byte " + e.offset());
        }
        if (!tree.root().is(JsonKind.OBJECT)) {
            throw rejected(FindingCode.INVALID_MEMBER, digest, "", "a layer's JSON is an object");
        }
        GoObject object = new GoObject(digest, tree.root().children(), "");
        String parent = object.text("parent");
        return new V1Entry(
                new JsonText(source, digest, tree.root()),
                id(digest, "/id", object.text("id")),
                parent.isEmpty() ? parent : id(digest, "/parent", parent),
                object.flag("throwaway"),
                V1History.of(object));
    }

    private static FindingCode code(MalformedJsonException problem) {
        return switch (problem.problem()) {
            case LIMIT -> FindingCode.LIMIT_EXCEEDED;
            case TRAILING_DATA -> FindingCode.TRAILING_DATA;
            case SYNTAX, ENCODING, LONE_SURROGATE, DUPLICATE_MEMBER -> FindingCode.MALFORMED_JSON;
        };
    }

    private static String id(Digest text, String pointer, String id) {
        if (!ID.matcher(id).matches()) {
            throw rejected(
                    FindingCode.INVALID_MEMBER,
                    text,
                    pointer,
                    "a v1 ID has 64 lower-case hexadecimal digits, but found \"" + shortened(id) + "\"");
        }
        return id;
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    static RejectedDocumentException rejected(FindingCode code, Digest text, String pointer, String problem) {
        return new RejectedDocumentException(List.of(Finding.at(code, text, pointer, problem)));
    }

    /** The layer's v1 ID, 64 hexadecimal digits; no digest of anything that is at hand. */
    public String id() {
        return id;
    }

    /** The v1 ID of the layer beneath; empty at the base. */
    public Optional<String> parent() {
        return Optional.of(parent).filter(p -> !p.isEmpty());
    }

    /** Whether the text says that it brings no layer. */
    public boolean throwaway() {
        return throwaway;
    }

    JsonText text() {
        return text;
    }

    /** The outermost object as Docker reads it. */
    GoObject object() {
        return new GoObject(text.digest, text.root.children(), "");
    }

    V1History history() {
        return history;
    }
}
