// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** An answer of the client library's. */
final class HttpAnswer implements Answer {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** Reading on costs less than a new connection up to about here. */
    private static final int WORTH_READING = 32 << 10;

    private final ClassicHttpResponse response;
    private final URI uri;
    private final Tail body;
    private final StallWatch.Watched peer;

    HttpAnswer(ClassicHttpResponse response, URI uri, HttpTransfer.Settings settings, StallWatch.Watched peer)
            throws IOException {
        this.peer = peer;
        this.response = response;
        this.uri = uri;
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
        this.body = new Tail(new PacedInput(content, settings.timeouts(), settings.pause()));
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>(1);
        for (Header header : response.getHeaders(name)) {
            values.add(String.valueOf(header.getValue()));
        }
        return values;
    }

    @Override
    public long length() {
        return header("Content-Length")
                .filter(v -> LENGTH.matcher(v).matches())
                .map(Long::parseLong)
                .orElse(-1L);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        body.close();
    }

    /** Reads a short rest at the end, so that the connection can be used again; else gives the connection up. */
    private final class Tail extends BulkInputStream {
        private boolean ended;
        private boolean failed;
        private boolean closed;

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            peer.begins();
            try {
                int n = in.read(buffer, offset, length);
                ended = n < 0;
                return n;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failed = true;
                throw broken(e);
            } finally {
                peer.ends();
            }
        }

        private ContentException broken(IOException e) {
            IOException cause =
                    peer.isStalled() ? new SocketTimeoutException("its bytes come too slowly to be read") : e;
            return ContentException.broken(uri.getAuthority(), cause).retryable();
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (!ended && !failed && length() <= WORTH_READING) {
                    readNBytes(WORTH_READING);
                    read();
                }
                if (ended) {
                    in.close();
                }
            } catch (IOException e) {
                // The connection is given up below.
            }
            if (!ended) {
                // Else the client library would read all of the rest, however long and slow that is.
                peer.abandon();
            }
            try {
                response.close();
            } catch (IOException e) {
                // It was broken already.
            } finally {
                peer.close();
            }
        }
    }
}
