// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ambidock.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

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

    private static final int MOST_SHOWN = 200;
    private static final ErrorDocument NONE = new ErrorDocument("", "");

    /** Makes both safe to show. */
    public ErrorDocument {
        code = code.matches("[A-Z0-9_]{1,64}") ? code : "";
        message = shown(message);
    }

    /** What a body says; nothing if it is no such document. */
    public static ErrorDocument read(byte[] body) {
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? first(parser) : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    /** The first code and message anywhere in the document: most keep them in a list of errors, some do not. */
    private static ErrorDocument first(JsonParser parser) throws IOException {
        Optional<String> code = Optional.empty();
        Optional<String> message = Optional.empty();
        while (parser.nextToken() != null && (code.isEmpty() || message.isEmpty())) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                String name = String.valueOf(parser.currentName());
                if (name.equalsIgnoreCase("code") && code.isEmpty()) {
                    code = Optional.of(parser.getText());
                } else if (isMessage(name) && message.isEmpty()) {
                    message = Optional.of(parser.getText());
                }
            } else if (parser.currentToken() == JsonToken.END_OBJECT && (code.isPresent() || message.isPresent())) {
                break;
            }
        }
        return new ErrorDocument(code.orElse(""), message.orElse(""));
    }

    private static boolean isMessage(String name) {
        return name.equalsIgnoreCase("message") || name.equals("details") || name.equals("error_description");
    }

    /** The document, as the spec has it. */
    public Bytes write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("errors");
            json.writeStartObject();
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
    }
}
