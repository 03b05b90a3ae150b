// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

/**
 * One field of two documents.
 *
 * @param pointer RFC 6901 pointer; into the first document, or of an addition into the second
 * @param relation how they stand to each other
 * @param first the first document's value: a string's text, any other value's raw JSON; empty for an addition
 * @param second the second document's value; empty for a loss
 * @param comment one clause in a newcomer's words; may be empty
 */
public record DiffRow(String pointer, Relation relation, String first, String second, String comment) {}
