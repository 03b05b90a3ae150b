// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** What the command line reads: documents from files and standard input, children from folders. Bounded. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.input;
