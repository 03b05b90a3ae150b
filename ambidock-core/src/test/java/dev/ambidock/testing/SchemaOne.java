// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import static dev.ambidock.testing.Docs.q;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Spells schema 1 manifests, top layer first, and signs them as Docker's tools did. */
public final class SchemaOne {
    public static final String UNSIGNED = "application/vnd.docker.distribution.manifest.v1+json";
    public static final String SIGNED = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    private static final int COORDINATE = 32;

    private final List<String> layers = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private String architecture = "amd64";

    /** Adds an entry beneath those before. */
    public SchemaOne entry(Doc layer, String v1) {
        layers.add("{\"blobSum\":\"" + layer.digest() + "\"}");
        history.add("{\"v1Compatibility\":\"" + q(v1).replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        return this;
    }

    public SchemaOne architecture(String said) {
        architecture = said;
        return this;
    }

    public Doc unsigned() {
        return Doc.of(UNSIGNED, json());
    }

    /** Signed with a key of its own. */
    public Doc signed() {
        return signed("");
    }

    /** With another text under the signature than that which was signed. */
    public Doc forged() {
        return signed(" ");
    }

    private String json() {
        return "{\n   \"schemaVersion\": 1,\n   \"name\": \"a/b\",\n   \"tag\": \"c\",\n   \"architecture\": \""
                + architecture + "\",\n   \"fsLayers\": [" + String.join(",", layers) + "],\n   \"history\": ["
                + String.join(",", history) + "]\n}";
    }

    private Doc signed(String alteration) {
        String payload = json();
        int length = payload.length() - 2;
        String header = base64(("{\"formatLength\":" + length + ",\"formatTail\":\""
                        + base64("\n}".getBytes(StandardCharsets.US_ASCII)) + "\",\"time\":\"2016-01-01T00:00:00Z\"}")
                .getBytes(StandardCharsets.US_ASCII));
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update((header + "." + base64((payload + alteration).getBytes(StandardCharsets.UTF_8)))
                    .getBytes(StandardCharsets.US_ASCII));
            ECPublicKey key = (ECPublicKey) pair.getPublic();
            String jwk = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                    + coordinate(key.getW().getAffineX().toByteArray()) + "\",\"y\":\""
                    + coordinate(key.getW().getAffineY().toByteArray()) + "\"}";
            return Doc.of(
                    SIGNED,
                    payload.substring(0, length) + ",\n   \"signatures\": [{\"header\":{\"jwk\":" + jwk
                            + ",\"alg\":\"ES256\"},\"signature\":\"" + base64(signer.sign()) + "\",\"protected\":\""
                            + header + "\"}]\n}");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(byte[] number) {
        byte[] fixed = new byte[COORDINATE];
        byte[] bare = number.length > COORDINATE
                ? Arrays.copyOfRange(number, number.length - COORDINATE, number.length)
                : number;
        System.arraycopy(bare, 0, fixed, COORDINATE - bare.length, bare.length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
