// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Makers of manifests, indexes and configs: {@link dev.ambidock.testkit.document.DocumentDraft} by hand,
 * {@link dev.ambidock.testkit.document.RandomDocuments} by seed.
 *
 * <p>{@link dev.ambidock.testkit.document.JsonDraft} decides every byte, so tests can ask what a conversion did with
 * white space, escapes and member order.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.document;
