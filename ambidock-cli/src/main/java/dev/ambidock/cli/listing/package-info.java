// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** What a place with several images holds, as a table and as JSON. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.listing;
