// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The images of an engine: Docker's, or another that speaks its API. */
@NullMarked
package dev.ambidock.transport.daemon;

import org.jspecify.annotations.NullMarked;
