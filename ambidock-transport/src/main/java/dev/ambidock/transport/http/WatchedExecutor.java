// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Sends requests and reads the heads of their answers, which must come whole in the time that one silence may take. */
final class WatchedExecutor extends HttpRequestExecutor {
    private static final String PEER = "ambidock.peer";

    WatchedExecutor() {
        super(DefaultClientConnectionReuseStrategy.INSTANCE);
    }

    /** Says who looks after the request of this context. */
    static void watches(HttpContext context, StallWatch.Watched peer) {
        context.setAttribute(PEER, peer);
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback information,
            HttpContext context)
            throws IOException, HttpException {
        StallWatch.Watched peer = (StallWatch.Watched) context.getAttribute(PEER);
        peer.starts();
        peer.begins();
        try {
            return super.execute(request, connection, information, context);
        } finally {
            peer.ends();
        }
    }
}
