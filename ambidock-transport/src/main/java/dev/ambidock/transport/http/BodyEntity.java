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
    private final SendWatch.Sending sending;
    private @Nullable IOException sourceFailure;

    BodyEntity(Body body, SendWatch.Sending sending) {
        super((String) null, null, body.length() < 0);
        this.body = body;
        this.sending = sending;
    }

    /** Whether the peer took nothing any more. */
    boolean isStalled() {
        return sending.isStalled();
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
        try {
            body.writeTo(new Connection(out, sending));
        } catch (ConnectionException e) {
            throw e;
        } catch (IOException e) {
            sourceFailure = e;
            throw e;
        }
    }

    @Override
    public void close() {
        sending.close();
    }

    private static final class ConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        ConnectionException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final class Connection extends FilterOutputStream {
        private final SendWatch.Sending sending;

        Connection(OutputStream out, SendWatch.Sending sending) {
            super(out);
            this.sending = sending;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sending.begins();
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new ConnectionException(e);
            } finally {
                sending.ends();
            }
        }

        @Override
        public void close() {}
    }
}
