// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The native library libdeflate, where this machine can load it. */
@NullMarked
package dev.ambidock.transport.codec.libdeflate;

import org.jspecify.annotations.NullMarked;
