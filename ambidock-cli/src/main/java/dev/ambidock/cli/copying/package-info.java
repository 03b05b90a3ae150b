// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Runs of the copy engine, and how they speak: progress, summaries, reports. Loaded by verbs that move bytes only. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.copying;
