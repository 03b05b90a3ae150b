// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.error;

/** Which end of a copy something happened at. */
public enum Side {
    SOURCE("source"),
    DESTINATION("destination"),
    /** Not known where it was thrown; whoever knows says so with {@link ContentException#at}. */
    UNKNOWN("");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** The name for people; empty for {@link #UNKNOWN}. */
    public String label() {
        return label;
    }
}
