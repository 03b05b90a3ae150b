// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/** The one failure family of every transport: {@link dev.ambidock.transport.error.ContentException}. */
@NullMarked
package dev.ambidock.transport.error;

import org.jspecify.annotations.NullMarked;
