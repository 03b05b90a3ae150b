// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Locators, and the sources and sinks that they open. The only package that knows every kind of place. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.place;
