// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.FindingCode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the signatures of a schema 1 manifest sign: the document without them, byte for byte. Its digest is the manifest's.
 *
 * @ambidock.rule distribution, "Image Manifest Version 2, Schema 1", "Signed Manifests"; libtrust, jsonsign.go
 */
final class SignedPayload {
    private static final JsonLimits LIMITS = new JsonLimits(4096, 8, 64, 64);

    private SignedPayload() {}

    /** The payload; empty if nothing is signed. Refuses signatures that do not say one payload. */
    static Optional<Bytes> of(JsonValue root, byte[] document) throws Refusal {
        Optional<JsonValue> signatures = root.member("signatures").filter(s -> !s.is(JsonKind.NULL));
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        Members.require(signatures.get(), JsonKind.ARRAY, "/signatures");
        Optional<Bytes> payload = Optional.empty();
        int place = 0;
        for (JsonValue signature : signatures.get().children()) {
            Bytes signed = of(signature, "/signatures/" + place++, document);
            if (payload.isPresent() && !payload.get().equals(signed)) {
                throw refusal(signature, "/signatures", "the signatures are not over the same bytes");
            }
            payload = Optional.of(signed);
        }
        return payload;
    }

    private static Bytes of(JsonValue signature, String pointer, byte[] document) throws Refusal {
        JsonValue header = signature
                .member("protected")
                .filter(p -> p.is(JsonKind.STRING))
                .orElseThrow(() -> refusal(signature, pointer, "the signature has no \"protected\""));
        try {
            byte[] json = Base64.getUrlDecoder().decode(header.text());
            JsonValue said = JsonTree.parse(json, LIMITS).root();
            OptionalLong length =
                    said.member("formatLength").map(JsonValue::integer).orElse(OptionalLong.empty());
            Optional<JsonValue> tail = said.member("formatTail").filter(t -> t.is(JsonKind.STRING));
            if (tail.isPresent()
                    && length.isPresent()
                    && length.getAsLong() >= 0
                    && length.getAsLong() <= document.length) {
                byte[] end = Base64.getUrlDecoder().decode(tail.get().text());
                int start = (int) length.getAsLong();
                byte[] payload = Arrays.copyOf(document, start + end.length);
                System.arraycopy(end, 0, payload, start, end.length);
                return Bytes.wrap(payload);
            }
        } catch (IllegalArgumentException | MalformedJsonException e) {
            throw refusal(header, pointer + "/protected", "this is no signature's header");
        }
        throw refusal(header, pointer + "/protected", "the header does not say which bytes are signed");
    }

    private static Refusal refusal(JsonValue at, String pointer, String text) {
        return new Refusal(FindingCode.INVALID_MEMBER, pointer, at, text);
    }
}
