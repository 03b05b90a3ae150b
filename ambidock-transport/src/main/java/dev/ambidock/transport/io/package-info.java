// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/** Streams that verify, hash and bound what passes through them. */
@NullMarked
package dev.ambidock.transport.io;

import org.jspecify.annotations.NullMarked;
