// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys in text files.
 *
 * @ambidock.rule RFC 7468
 */
final class Pem {
    private static final int MOST_BYTES = 4 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> found = new ArrayList<>();
            Matcher matcher = BLOCK.matcher(text(file));
            while (matcher.find()) {
                if (matcher.group(1).endsWith("CERTIFICATE")) {
                    found.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(decoded(matcher.group(2)))));
                }
            }
            if (found.isEmpty()) {
                throw malformed(file, "it holds no certificate in PEM form");
            }
            return found;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw malformed(file, "it holds a certificate that cannot be read");
        }
    }

    static PrivateKey key(Path file) throws IOException {
        Matcher matcher = BLOCK.matcher(text(file));
        while (matcher.find()) {
            byte[] der = decoded(matcher.group(2));
            switch (matcher.group(1)) {
                case "PRIVATE KEY" -> {
                    return key(der, file);
                }
                case "RSA PRIVATE KEY" -> {
                    return key(Pkcs8.ofRsa(der), file);
                }
                case "EC PRIVATE KEY" -> {
                    return key(Pkcs8.ofEc(der), file);
                }
                case "ENCRYPTED PRIVATE KEY" -> throw malformed(file, "the key is encrypted, which is not read");
                default -> {
                    // Parameters or certificates beside the key.
                }
            }
        }
        throw malformed(file, "it holds no private key in PEM form");
    }

    private static PrivateKey key(byte[] pkcs8, Path file) throws IOException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm.
            } catch (GeneralSecurityException e) {
                break;
            }
        }
        throw malformed(file, "it holds a key that cannot be read");
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw ContentException.broken(file.toString(), e);
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static ContentException malformed(Path file, String problem) {
        return ContentException.of(FailureKind.MALFORMED, file.toString(), problem);
    }
}
