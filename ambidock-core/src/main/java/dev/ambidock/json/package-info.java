// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * An order-keeping view of a JSON text with byte offsets, minimal edits of that text, and the ecosystem's canonical
 * spelling.
 *
 * <p>Start with {@link dev.ambidock.json.JsonTree} to read and {@link dev.ambidock.json.JsonSplice} to edit. Trees and
 * values are immutable and thread-safe; a splice belongs to one thread. This is the only package that knows the
 * streaming parser beneath. It binds nothing to types and refuses what readers of the field would read differently:
 * duplicate members, broken UTF-8, trailing data (RFC 8259).
 */
@NullMarked
package dev.ambidock.json;

import org.jspecify.annotations.NullMarked;
