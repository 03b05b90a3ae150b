// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;

/**
 * The body of a refusal: a code and a text for people. Registries differ in how they spell it, and what stands before
 * them answers in HTML, so nothing may depend on there being one.
 *
 * @param code such as {@code MANIFEST_UNKNOWN}; empty if none was told
 * @param message for people, one line of printable characters, shortened; may be empty
 * @ambidock.rule distribution-spec, "Error Codes"
 */
public record ErrorDocument(String code, String message) {
    /** How much of a body is worth reading. */
    public static final int MOST_BYTES = 16 << 10;

    private static final JsonLimits LIMITS = new JsonLimits(MOST_BYTES, 64, 10_000, 1_000);
    private static final int MOST_SHOWN = 200;
    private static final ErrorDocument NONE = new ErrorDocument("", "");

    /** Makes both safe to show. */
    public ErrorDocument {
        code = code.matches("[A-Z0-9_]{1,64}") ? code : "";
        message = shown(message);
    }

    /** What a body says; nothing if it is no such document. */
    public static ErrorDocument read(byte[] body) {
        try {
            JsonValue root = JsonTree.parseLeniently(body, LIMITS).root();
            return root.is(JsonKind.OBJECT) ? new ErrorDocument(first(root, true), first(root, false)) : NONE;
        } catch (MalformedJsonException e) {
            return NONE;
        }
    }

    /** The first code or message anywhere in the document: most keep them in a list of errors, some do not. */
    private static String first(JsonValue value, boolean code) {
        for (JsonValue child : value.children()) {
            if (child.is(JsonKind.STRING)) {
                String name = child.key();
                if (code ? name.equalsIgnoreCase("code") : isMessage(name)) {
                    return child.text();
                }
            } else {
                String inside = first(child, code);
                if (!inside.isEmpty()) {
                    return inside;
                }
            }
        }
        return "";
    }

    private static boolean isMessage(String name) {
        return name.equalsIgnoreCase("message") || name.equals("details") || name.equals("error_description");
    }

    /** The document, as the spec has it. */
    public Bytes write() {
        GoJsonWriter json = new GoJsonWriter();
        json.beginObject();
        json.name("errors");
        json.beginArray();
        json.beginObject();
        json.name("code");
        json.text(code);
        json.name("message");
        json.text(message);
        json.endObject();
        json.endArray();
        json.endObject();
        return Bytes.wrap(json.toBytes());
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
    }
}
