// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import dev.ambidock.testkit.image.LayerDraft;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signed manifest of schema 1, always the same for the same content.
 *
 * @ambidock.rule distribution 2.8, docs/spec/manifest-v2-1.md, "Signed Manifests"
 */
final class SignedManifest {
    /** The published test key of RFC 6979, appendix A.2.5; it guards nothing. */
    private static final String PRIVATE = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

    private static final String X = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6";
    private static final String Y = "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";

    private SignedManifest() {}

    /** Layers and entries are in the format's order: the topmost first. */
    static Bytes of(List<LayerDraft> layers, List<String> entries) {
        JsonDraft blobs = JsonDraft.array();
        layers.forEach(layer -> blobs.add(JsonDraft.object()
                .put(
                        "blobSum",
                        JsonDraft.text(layer.descriptor(Family.DOCKER).digest().toString()))));
        JsonDraft history = JsonDraft.array();
        entries.forEach(entry -> history.add(JsonDraft.object().put("v1Compatibility", JsonDraft.text(entry))));
        String payload = JsonDraft.object()
                .put("schemaVersion", JsonDraft.raw("1"))
                .put("name", JsonDraft.text("library/old"))
                .put("tag", JsonDraft.text("v1"))
                .put("architecture", JsonDraft.text("amd64"))
                .put("fsLayers", blobs)
                .put("history", history)
                .write(JsonLayout.indented(3));
        String head = payload.substring(0, payload.length() - 2);
        return Bytes.of(head + ",\n   \"signatures\": [\n      " + signature(payload, head.length()) + "\n   ]\n}");
    }

    private static String signature(String payload, int length) {
        String guarded = encoded(("{\"formatLength\":" + length + ",\"formatTail\":\"" + encoded(bytes("\n}"))
                        + "\",\"time\":\"2016-01-01T00:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8));
        byte[] signature = sign(bytes(guarded + "." + encoded(bytes(payload))));
        return "{\"header\":{\"jwk\":{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + encoded(number(X)) + "\",\"y\":\""
                + encoded(number(Y)) + "\"},\"alg\":\"ES256\"},\"signature\":\"" + encoded(signature)
                + "\",\"protected\":\"" + guarded + "\"}";
    }

    private static byte[] sign(byte[] content) {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(
                            new BigInteger(PRIVATE, 16), curve.getParameterSpec(ECParameterSpec.class)));
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(key, new Constant());
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] number(String hex) {
        byte[] bytes = new BigInteger(hex, 16).toByteArray();
        return bytes.length == 33 ? Arrays.copyOfRange(bytes, 1, 33) : bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Makes the signature repeatable. */
    private static final class Constant extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }
}
