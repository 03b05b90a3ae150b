// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

/** The answer to reading an origin record. Switch on {@link #kind}. */
public sealed interface OriginReading {

    /** The cases. */
    enum Kind {
        CLAIMED,
        UNREADABLE
    }

    /** Which case this is. */
    Kind kind();

    /**
     * The text has the form of a record; nothing of what it says is proved yet.
     *
     * @param claim what it says
     */
    record Claimed(OriginClaim claim) implements OriginReading {
        @Override
        public Kind kind() {
            return Kind.CLAIMED;
        }
    }

    /**
     * The text is no record that this version reads.
     *
     * @param reason one clause without a full stop, fit for a terminal
     */
    record Unreadable(String reason) implements OriginReading {
        @Override
        public Kind kind() {
            return Kind.UNREADABLE;
        }
    }
}
