// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

/** Tells nothing. */
final class SilentProgress extends Progress {}
