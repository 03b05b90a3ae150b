// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Layers as compressed bytes: what they are ({@link dev.ambidock.transport.codec.LayerFormat}), how to read them
 * ({@link dev.ambidock.transport.codec.LayerDecoder}) and how to write them so that equal input gives equal bytes
 * ({@link dev.ambidock.transport.codec.GzipEncoder}).
 */
@NullMarked
package dev.ambidock.transport.codec;

import org.jspecify.annotations.NullMarked;
