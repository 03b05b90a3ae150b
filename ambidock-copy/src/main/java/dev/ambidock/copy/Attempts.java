// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import java.io.IOException;

/** Moves a blob again from its beginning where that may help: networks lose connections, and now and then a bit. */
final class Attempts {
    private static final int MOST = 2;

    private final boolean remoteSource;

    /**
     * Attempts.
     *
     * @param remoteSource whether bytes that are wrong may be right the next time
     */
    Attempts(boolean remoteSource) {
        this.remoteSource = remoteSource;
    }

    /** Runs the work until it is done, or no other try makes sense. */
    <T> T run(Sides.Action<T> work) throws IOException {
        for (int tried = 1; ; tried++) {
            try {
                return work.run();
            } catch (ContentException e) {
                if (tried == MOST || !helps(e)) {
                    throw e;
                }
            }
        }
    }

    private boolean helps(ContentException e) {
        boolean spoiled = remoteSource && e.side() == Side.SOURCE && e.kind() == FailureKind.MISMATCH;
        return e.isRetryable() || spoiled;
    }
}
