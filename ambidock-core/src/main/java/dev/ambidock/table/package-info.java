// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * The media types of both worlds as data: {@link dev.ambidock.table.FormatTable} has every type with its counterpart in
 * the other family, exhaustive in both directions.
 *
 * <p>Follows image-spec 1.1 and Docker's "Image Manifest Version 2, Schema 2", plus the types that are met in real
 * registries. Immutable. It decides nothing: policies are the planner's.
 */
@NullMarked
package dev.ambidock.table;

import org.jspecify.annotations.NullMarked;
