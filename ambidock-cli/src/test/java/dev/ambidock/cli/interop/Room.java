// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

/**
 * How much room a run is given: from none on, one page more each time, until it is enough; or by halves, which comes to the
 * last page that is missing too.
 */
final class Room {
    private final boolean each;
    private long tooLittle = -1;
    private long enough;
    private long next;

    /**
     * Rooms to try.
     *
     * @param each whether every page is tried
     * @param most pages that are enough for sure
     */
    Room(boolean each, long most) {
        this.each = each;
        this.enough = most;
        this.next = each ? 0 : START;
    }

    /** So that halves soon come to where it matters. */
    private static final long START = 64;

    /** Whether the least room is known that is enough. */
    boolean isKnown() {
        return tooLittle + 1 >= enough;
    }

    /** The number of pages to give. */
    long next() {
        return next;
    }

    /** Takes in whether that was enough. */
    void told(boolean done) {
        if (done) {
            enough = next;
        } else {
            tooLittle = next;
        }
        next = each ? next + 1 : (tooLittle + enough) / 2;
    }
}
