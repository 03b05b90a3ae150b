// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

/** An answer behind which no other try makes sense for now. */
final class LastAnswer extends FilterAnswer {
    LastAnswer(Answer answer) {
        super(answer);
    }

    @Override
    public boolean isLast() {
        return true;
    }
}
