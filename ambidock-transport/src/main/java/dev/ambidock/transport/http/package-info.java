// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Exchanges over HTTP that end: redirects, retries, timeouts. Knows no registry. */
@NullMarked
package dev.ambidock.transport.http;

import org.jspecify.annotations.NullMarked;
