// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The engine: reads an image from a source, plans, carries the plan out at a sink, reports. */
@org.jspecify.annotations.NullMarked
module dev.ambidock.copy {
    requires transitive dev.ambidock.transport;
    requires static org.jspecify;

    exports dev.ambidock.copy;
}
