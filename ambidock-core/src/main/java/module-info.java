// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Values, byte-keeping documents, the media-type table and the pure planner of Ambidock.
 *
 * <p>Nothing in this module reads or writes a file, a socket or a clock.
 */
@org.jspecify.annotations.NullMarked
module dev.ambidock.core {
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports dev.ambidock;
}
