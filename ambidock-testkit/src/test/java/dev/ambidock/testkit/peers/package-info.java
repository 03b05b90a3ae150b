// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** For {@code peers/run}: makes the inputs of docs/coverage.md as files, and tells by facts what a tool made of them. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.peers;
