// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** A body as the client library wants it. Tells failures of the body's source from those of the connection. */
final class BodyEntity extends AbstractHttpEntity {
    private final Body body;
    private final StallWatch.Watched peer;
    private @Nullable IOException sourceFailure;
    private boolean sent;

    BodyEntity(Body body, StallWatch.Watched peer) {
        super((String) null, null, body.length() < 0);
        this.body = body;
        this.peer = peer;
    }

    /** Whether all of it went to the connection. */
    boolean isSent() {
        return sent;
    }

    Optional<IOException> sourceFailure() {
        return Optional.ofNullable(sourceFailure);
    }

    @Override
    public boolean isRepeatable() {
        return body.isRepeatable();
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public boolean isStreaming() {
        return !body.isRepeatable();
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        // Making the body is not the peer's turn.
        peer.ends();
        try {
            body.writeTo(new Connection(out, peer));
            sent = true;
            peer.begins();
        } catch (ConnectionException e) {
            throw e;
        } catch (IOException e) {
            sourceFailure = e;
            throw e;
        }
    }

    @Override
    public void close() {}

    private static final class ConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        ConnectionException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final class Connection extends FilterOutputStream {
        private final StallWatch.Watched peer;

        Connection(OutputStream out, StallWatch.Watched peer) {
            super(out);
            this.peer = peer;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            peer.begins();
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new ConnectionException(e);
            } finally {
                peer.ends();
            }
        }

        @Override
        public void close() {}
    }
}
