// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;

/** Tells declared refusals from findings. */
final class Refusals {
    private Refusals() {}

    /** What may be refused. */
    interface Reading {
        boolean isAccepted() throws IOException;
    }

    /** False if it is refused in the declared way, with a reason. */
    static boolean declared(Reading reading) throws IOException {
        try {
            return reading.isAccepted();
        } catch (ContentException e) {
            require(!e.problem().isEmpty(), "a refusal without a reason", "");
            return false;
        } catch (MalformedTextException e) {
            require(!e.rule().isEmpty(), "a refusal without a reason", "");
            return false;
        }
    }

    static void require(boolean holds, String what, Object found) {
        if (!holds) {
            throw new AssertionError(what + ": " + found);
        }
    }
}
