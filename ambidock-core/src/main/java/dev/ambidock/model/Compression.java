// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

/** How a layer's tar is wrapped, as its media type says. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD
}
