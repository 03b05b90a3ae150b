// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Stands in for the packages of the core until they arrive. */
@org.jspecify.annotations.NullMarked
package dev.ambidock;
