// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * The ports of a copy: {@link dev.ambidock.transport.ImageSource} to read from, {@link dev.ambidock.transport.ImageSink}
 * to write to. Every stream verifies size and digest by construction; every failure is a
 * {@link dev.ambidock.transport.error.ContentException}.
 */
@NullMarked
package dev.ambidock.transport;

import org.jspecify.annotations.NullMarked;
