// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes what TLS needs out of settings. Loaded only when a connection needs it. */
final class TlsContexts {
    private TlsContexts() {}

    static SSLContext of(TlsSettings settings) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw ContentException.of(FailureKind.UNSUPPORTED, "TLS", String.valueOf(e.getMessage()));
        }
    }

    private static TrustManager[] trust(TlsSettings settings) throws GeneralSecurityException, IOException {
        if (!settings.verify()) {
            return new TrustManager[] {new AnyCertificate()};
        }
        if (settings.authorities().isEmpty()) {
            return managers(null);
        }
        KeyStore store = empty();
        int number = 0;
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager system) {
                for (X509Certificate certificate : system.getAcceptedIssuers()) {
                    store.setCertificateEntry("system-" + number++, certificate);
                }
            }
        }
        for (Path file : settings.authorities()) {
            for (X509Certificate certificate : Pem.certificates(file)) {
                store.setCertificateEntry("given-" + number++, certificate);
            }
        }
        return managers(store);
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(TlsSettings settings) throws GeneralSecurityException, IOException {
        if (settings.client().isEmpty()) {
            return new KeyManager[0];
        }
        TlsSettings.ClientKey client = settings.client().get();
        List<X509Certificate> chain = Pem.certificates(client.certificate());
        KeyStore store = empty();
        char[] none = new char[0];
        store.setKeyEntry("client", Pem.key(client.key()), none, chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    /** For hosts of which a person said so. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
