// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Values, byte-keeping documents, the media-type table and the pure planner of Ambidock.
 *
 * <p>Start with {@link dev.ambidock.DocumentConverter}. Nothing in this module reads or writes a file, a socket or a clock.
 */
@org.jspecify.annotations.NullMarked
module dev.ambidock.core {
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports dev.ambidock;
    exports dev.ambidock.diff;
    exports dev.ambidock.document;
    exports dev.ambidock.graph;
    exports dev.ambidock.inspect;
    exports dev.ambidock.json;
    exports dev.ambidock.model;
    exports dev.ambidock.origin;
    exports dev.ambidock.plan;
    exports dev.ambidock.report;
    exports dev.ambidock.schema1;
    exports dev.ambidock.table;
}
