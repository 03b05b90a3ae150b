// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.model.Digest;
import java.util.Optional;

/**
 * One thing that goes wrong.
 *
 * @param point where
 * @param digest at which content; at any if empty
 * @param call at which of the calls that fit, counted from 1; at each if 0
 * @param effect what happens
 * @param at the byte at which it happens, from 0
 */
record Fault(FaultPoint point, Optional<Digest> digest, int call, Effect effect, long at) {

    enum Effect {
        /** The call throws. */
        FAIL,
        /** The bytes end in an exception. */
        BREAK,
        /** One bit is another. */
        FLIP,
        /** The bytes just end. */
        CUT
    }
}
