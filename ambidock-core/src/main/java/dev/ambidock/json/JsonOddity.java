// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

/**
 * A broken rule that a lenient reading passed over.
 *
 * @param problem which rule
 * @param offset byte offset of the place
 * @param text what stands there, for a person
 */
public record JsonOddity(JsonProblem problem, int offset, String text) {}
