// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Documents made to mislead, to crash or to exhaust a reader, by name:
 * {@link dev.ambidock.testkit.hostile.HostileDocuments} is the catalogue.
 *
 * <p>All bytes are made when they are asked for, none are stored.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.hostile;
