// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** An answer behind which no other try makes sense for now. */
final class LastAnswer implements Answer {
    private final Answer answer;

    LastAnswer(Answer answer) {
        this.answer = answer;
    }

    @Override
    public boolean isLast() {
        return true;
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public URI uri() {
        return answer.uri();
    }

    @Override
    public List<String> headers(String name) {
        return answer.headers(name);
    }

    @Override
    public long length() {
        return answer.length();
    }

    @Override
    public InputStream body() {
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
