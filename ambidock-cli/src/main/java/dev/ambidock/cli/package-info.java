// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The ambidock command: parses arguments, calls the library, prints. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli;
