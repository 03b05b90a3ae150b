// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** One class for each verb, and the options that they share. Parses, asks the library, prints. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.command;
