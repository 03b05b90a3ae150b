// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Fakes and contract suites for tests of image code. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit;
