// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Compiled examples of the library. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.examples;
