// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Tars byte by byte, honest and other: {@link dev.ambidock.testkit.tar.TarDraft} writes entries,
 * {@link dev.ambidock.testkit.tar.TarHeaderDraft} their headers with any lie in any field. Shares no code with the product's
 * reader and writer.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.tar;
