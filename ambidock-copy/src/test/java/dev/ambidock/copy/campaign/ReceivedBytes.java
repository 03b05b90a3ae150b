// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.FilterAnswer;
import dev.ambidock.transport.http.Transfer;
import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of bodies that a client got from its connections. */
final class ReceivedBytes implements Transfer {
    private final Transfer transfer;
    private final AtomicLong count = new AtomicLong();

    ReceivedBytes(Transfer transfer) {
        this.transfer = transfer;
    }

    long count() {
        return count.get();
    }

    void clear() {
        count.set(0);
    }

    @Override
    public Answer send(Call call) throws IOException {
        return new Counted(transfer.send(call));
    }

    private final class Counted extends FilterAnswer {
        private final InputStream body;

        Counted(Answer answer) {
            super(answer);
            this.body = new Body(answer.body());
        }

        @Override
        public InputStream body() {
            return body;
        }
    }

    private final class Body extends BulkInputStream {
        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count.addAndGet(Math.max(0, n));
            return n;
        }
    }
}
