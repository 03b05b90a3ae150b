// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Descriptor;

/**
 * A descriptor in its place in a document.
 *
 * @param role what the place is
 * @param pointer RFC 6901 pointer of the descriptor
 * @param descriptor what it says
 * @param json its spelling
 */
public record Edge(EdgeRole role, String pointer, Descriptor descriptor, JsonValue json) {}
