// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * A DEFLATE compressor in Java: {@link dev.ambidock.transport.codec.deflate.BlockDeflater}. The JDK's own is whatever zlib
 * it was linked to, and those differ in their bytes; this one's bytes are the same on every machine. Follows RFC 1951.
 */
@NullMarked
package dev.ambidock.transport.codec.deflate;

import org.jspecify.annotations.NullMarked;
