// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test's own, and keys that it signed: made by the {@code keytool} of the running Java. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;
    private final Path certificate;

    private TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("ca.p12");
        this.certificate = folder.resolve("ca.crt");
    }

    /**
     * A key with its certificate.
     *
     * @param certificate PEM file
     * @param key PEM file, PKCS #8
     * @param context that shows the certificate, and trusts the authority alone
     */
    public record Identity(Path certificate, Path key, SSLContext context) {}

    /** Makes an authority; its files stand in the folder. */
    public static TestAuthority in(Path folder) throws IOException {
        TestAuthority authority = new TestAuthority(folder);
        authority.keytool(
                authority.store, "-genkeypair", "ca", "-keyalg", "EC", "-dname", "CN=Test authority", "-ext", "bc:c");
        authority.keytool(authority.store, "-exportcert", "ca", "-rfc", "-file", authority.certificate.toString());
        return authority;
    }

    /** PEM file with the authority's own certificate. */
    public Path certificate() {
        return certificate;
    }

    /**
     * Makes a key and signs it.
     *
     * @param name of its files
     * @param alternatives as keytool spells them, such as {@code ip:127.0.0.1} and {@code dns:localhost}
     */
    public Identity identity(String name, String... alternatives) throws IOException {
        Path own = folder.resolve(name + ".p12");
        String request = folder.resolve(name + ".csr").toString();
        String signed = folder.resolve(name + ".signed").toString();
        keytool(own, "-genkeypair", name, "-keyalg", "EC", "-dname", "CN=" + name);
        keytool(own, "-certreq", name, "-file", request);
        List<String> sign = new ArrayList<>(List.of("-infile", request, "-outfile", signed));
        if (alternatives.length > 0) {
            sign.addAll(List.of("-ext", "san=" + String.join(",", alternatives)));
        }
        keytool(store, "-gencert", "ca", sign.toArray(new String[0]));
        keytool(own, "-importcert", "ca", "-noprompt", "-file", certificate.toString());
        keytool(own, "-importcert", name, "-file", signed);
        return load(name, own);
    }

    private Identity load(String name, Path own) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(own)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Path crt = folder.resolve(name + ".cert");
            Path key = folder.resolve(name + ".key");
            pem(crt, "CERTIFICATE", keys.getCertificate(name).getEncoded());
            pem(key, "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
            return new Identity(crt, key, context(keys));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void pem(Path file, String title, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + title + "-----\n" + text + "\n-----END " + title + "-----\n");
    }

    private void keytool(Path keys, String command, String alias, String... rest) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(command, "-alias", alias, "-keystore", keys.toString(), "-storepass", PASSWORD));
        line.addAll(List.of(rest));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool " + command + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
