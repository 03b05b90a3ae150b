// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The signatures of schema 1 manifests. They prove only that whoever wrote the manifest had some key: the key comes with
 * them.
 *
 * @ambidock.rule RFC 7515; RFC 7518, sections 3.3, 3.4 and 6; libtrust, jsonsign.go
 */
public final class SchemaOneSignatures {
    private SchemaOneSignatures() {}

    /** Why a signature of the manifest does not hold; empty if all hold, or there are none. */
    public static Optional<String> problem(SchemaOneDocument document) {
        if (!document.signed()) {
            return Optional.empty();
        }
        int place = 0;
        for (JsonValue signature :
                document.root().member("signatures").orElseThrow().children()) {
            String where = "signature " + ++place;
            try {
                if (!holds(signature, document.payload())) {
                    return Optional.of(where + " does not fit what it signs");
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return Optional.of(where + " cannot be checked: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean holds(JsonValue signature, Bytes payload) throws GeneralSecurityException {
        String algorithm = text(signature, "header", "alg");
        Signature check = Signature.getInstance(javaName(algorithm));
        check.initVerify(key(signature));
        String signed = text(signature, "protected")
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.toArray());
        check.update(signed.getBytes(StandardCharsets.US_ASCII));
        return check.verify(Base64.getUrlDecoder().decode(text(signature, "signature")));
    }

    private static String javaName(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "ES384" -> "SHA384withECDSAinP1363Format";
            case "ES512" -> "SHA512withECDSAinP1363Format";
            case "RS256" -> "SHA256withRSA";
            case "RS384" -> "SHA384withRSA";
            case "RS512" -> "SHA512withRSA";
            default -> throw new GeneralSecurityException("no algorithm \"" + algorithm + "\" is known");
        };
    }

    private static PublicKey key(JsonValue signature) throws GeneralSecurityException {
        String type = text(signature, "header", "jwk", "kty");
        if (type.equals("RSA")) {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(signature, "n"), number(signature, "e")));
        }
        String curve = switch (text(signature, "header", "jwk", "crv")) {
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default -> throw new GeneralSecurityException("its key is on no known curve");
        };
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint point = new ECPoint(number(signature, "x"), number(signature, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonValue signature, String member) throws GeneralSecurityException {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text(signature, "header", "jwk", member)));
    }

    private static String text(JsonValue value, String... path) throws GeneralSecurityException {
        Optional<JsonValue> found = Optional.of(value);
        for (String name : path) {
            found = found.filter(v -> v.is(JsonKind.OBJECT)).flatMap(v -> v.member(name));
        }
        return found.filter(v -> v.is(JsonKind.STRING))
                .map(JsonValue::text)
                .orElseThrow(() -> new GeneralSecurityException("it has no \"" + path[path.length - 1] + "\""));
    }
}
