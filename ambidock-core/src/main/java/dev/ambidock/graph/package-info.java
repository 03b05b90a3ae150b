// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * A document and those beneath it, each digest once: {@link dev.ambidock.graph.GraphBuilder} grows it,
 * {@link dev.ambidock.graph.DescriptorGraph} is what the planner reads.
 *
 * <p>No input or output happens here: the caller supplies documents, size and digest are checked. Layers are leaves.
 */
@NullMarked
package dev.ambidock.graph;

import org.jspecify.annotations.NullMarked;
