// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;

/** Asks once more where the bytes of an answer broke off or were spoiled on the way: they are right the next time. */
final class SecondTry {
    private SecondTry() {}

    /** A request and the reading of its answer. */
    interface Asking<T> {
        T run() throws IOException;
    }

    static <T> T of(Asking<T> asking) throws IOException {
        try {
            return asking.run();
        } catch (ContentException e) {
            if (e.kind() != FailureKind.MISMATCH && !e.isRetryable()) {
                throw e;
            }
            return asking.run();
        }
    }
}
