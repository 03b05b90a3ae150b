// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * What documents are, for people: {@link dev.ambidock.inspect.Inspector} tells kind, family, platforms, sizes and
 * oddities of a graph. Pure.
 */
@NullMarked
package dev.ambidock.inspect;

import org.jspecify.annotations.NullMarked;
