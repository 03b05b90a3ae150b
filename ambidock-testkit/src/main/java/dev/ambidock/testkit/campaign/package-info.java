// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Seeded runs of many points: a few of them in every build, all of them on request, with figures. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.campaign;
