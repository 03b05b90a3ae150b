// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The words of the distribution-spec: routes, headers, error codes, challenges. Knows no HTTP library. */
@NullMarked
package dev.ambidock.transport.distribution;

import org.jspecify.annotations.NullMarked;
