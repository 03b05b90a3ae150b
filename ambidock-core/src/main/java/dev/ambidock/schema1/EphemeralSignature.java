// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A signature by a key that nobody keeps, as Docker made it of schema 1 manifests where it had no better: registries want a
 * signature, and no more than that it fits. It differs each time, in bytes and not in length; the manifest's digest is that
 * of what is signed, and does not.
 *
 * @ambidock.rule libtrust, jsonsign.go, PrettySignature; key.go, KeyID; RFC 7515; RFC 7518, sections 3.4 and 6.2
 */
final class EphemeralSignature {
    /** How the payload ends; the signatures stand before it. */
    static final String TAIL = "\n}";

    private static final int COORDINATE = 32;
    private static final int NAMED_BYTES = 30;
    private static final int NAMED_LETTERS = NAMED_BYTES * Byte.SIZE / 5;
    private static final int GROUP = 4;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private EphemeralSignature() {}

    /**
     * A payload with its signature.
     *
     * @param payload a JSON object that ends in {@link #TAIL}
     */
    static Bytes on(Bytes payload) {
        byte[] content = payload.toArray();
        int kept = content.length - TAIL.length();
        String about = base64("{\"formatLength\":" + kept + ",\"formatTail\":\"" + base64(TAIL) + "\"}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, kept);
        out.writeBytes(ascii(",\n   \"signatures\": ["));
        out.writeBytes(signature(about, content));
        out.writeBytes(ascii("]" + TAIL));
        return Bytes.wrap(out.toByteArray());
    }

    private static byte[] signature(String about, byte[] payload) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(ascii(about + "." + base64(payload)));
            return object((ECPublicKey) pair.getPublic(), about, base64(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with P-256", e);
        }
    }

    private static byte[] object(ECPublicKey key, String about, String signature) throws GeneralSecurityException {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("header");
        out.beginObject();
        out.name("jwk");
        out.beginObject();
        member(out, "crv", "P-256");
        member(out, "kid", keyId(key));
        member(out, "kty", "EC");
        member(out, "x", coordinate(key.getW().getAffineX()));
        member(out, "y", coordinate(key.getW().getAffineY()));
        out.endObject();
        member(out, "alg", "ES256");
        out.endObject();
        member(out, "signature", signature);
        member(out, "protected", about);
        out.endObject();
        return out.toBytes();
    }

    private static void member(GoJsonWriter out, String name, String value) {
        out.name(name);
        out.text(value);
    }

    /** The first 240 bits of the key's hash in base 32, in groups of four parted by colons. */
    private static String keyId(ECPublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        String digits = new BigInteger(1, Arrays.copyOf(hash, NAMED_BYTES)).toString(32);
        String padded = "0".repeat(NAMED_LETTERS - digits.length()) + digits;
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < padded.length(); i++) {
            id.append(i > 0 && i % GROUP == 0 ? ":" : "").append(BASE32.charAt(Character.digit(padded.charAt(i), 32)));
        }
        return id.toString();
    }

    /** As many bytes as the curve has, with zeros in front. */
    private static String coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[COORDINATE];
        int length = Math.min(signed.length, COORDINATE);
        System.arraycopy(signed, signed.length - length, bytes, COORDINATE - length, length);
        return base64(bytes);
    }

    private static String base64(String text) {
        return base64(ascii(text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
