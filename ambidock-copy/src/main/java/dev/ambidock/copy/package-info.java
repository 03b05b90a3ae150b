// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * The engine: reads a graph from a source, plans, carries the plan out at a sink, reports.
 */
@NullMarked
package dev.ambidock.copy;

import org.jspecify.annotations.NullMarked;
