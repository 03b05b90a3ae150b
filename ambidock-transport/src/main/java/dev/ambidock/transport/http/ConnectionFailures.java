// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says what a failed connection means. What no other try mends is a {@link ContentException}. */
final class ConnectionFailures {
    private ConnectionFailures() {}

    static IOException explain(URI uri, IOException failure) {
        if (failure instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
            return failure;
        }
        String host = uri.getAuthority();
        if (failure instanceof PermittedAddresses.Forbidden) {
            return ContentException.of(FailureKind.DENIED, host, "its address is not of the public network")
                    .trying("--foreign-host " + host + ", if that is meant");
        }
        if (failure instanceof UnknownHostException) {
            return ContentException.of(FailureKind.NOT_FOUND, host, "no address is known for this host")
                    .trying("another spelling, or a proxy by HTTPS_PROXY");
        }
        if (isTls(failure)) {
            return tls(host, failure);
        }
        if (failure instanceof ConnectException) {
            return ContentException.of(FailureKind.BROKEN, host, "it accepts no connection")
                    .trying("the right host and port, or again once it runs")
                    .retryable();
        }
        if (failure instanceof NoRouteToHostException) {
            return new NoAnswerException("there is no way to it", failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return new NoAnswerException("it did not answer in time", failure);
        }
        return new NoAnswerException("the connection broke: " + failure.getMessage(), remedy(uri, failure), failure);
    }

    /** Whoever is refused in the middle of a handshake often sees no more than a connection that breaks. */
    private static String remedy(URI uri, IOException failure) {
        if (uri.getScheme().equals("http")) {
            return failure instanceof NoHttpResponseException ? "--tls, if it speaks TLS" : "";
        }
        return failure instanceof SocketException ? "again, or --client-cert, if it wants a certificate" : "";
    }

    /** By name, so that no class of TLS is loaded for this question. */
    private static boolean isTls(Throwable failure) {
        return failure.getClass().getName().startsWith("javax.net.ssl.");
    }

    private static IOException tls(String host, IOException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("plaintext") || text.contains("Unsupported or unrecognized SSL message")) {
            return ContentException.of(FailureKind.UNSUPPORTED, host, "it speaks no TLS on this port")
                    .trying("--plain-http, if that is meant");
        }
        if (text.contains("bad_certificate") || text.contains("certificate_required")) {
            return ContentException.of(FailureKind.DENIED, host, "it wants a certificate of the client's")
                    .trying("--client-cert and --client-key");
        }
        if (text.contains("PKIX") || text.contains("ertificate") || text.contains("subject alternative")) {
            return ContentException.of(FailureKind.DENIED, host, "its certificate is not to be trusted: " + text)
                    .trying("--ca-file with the authority that signed it, or --skip-tls-verify");
        }
        return new NoAnswerException("TLS failed: " + text, failure);
    }
}
