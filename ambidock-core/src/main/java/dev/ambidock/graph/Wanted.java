// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.graph;

import dev.ambidock.model.Descriptor;

/**
 * A document that a graph needs.
 *
 * @param descriptor its media type, digest and size
 * @param pointer where its parent names it
 * @param required false for configs, which a plan can do without unless a policy asks for them
 */
public record Wanted(Descriptor descriptor, String pointer, boolean required) {}
