// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** Another answer, but for what a subclass says otherwise. Closing it closes the other. */
public abstract class FilterAnswer implements Answer {
    private final Answer answer;

    protected FilterAnswer(Answer answer) {
        this.answer = answer;
    }

    @Override
    public boolean isLast() {
        return answer.isLast();
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
