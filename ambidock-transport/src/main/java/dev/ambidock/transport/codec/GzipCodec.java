// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.transport.codec.libdeflate.Libdeflate;

/** The compressors that write gzip layers. Their bytes differ. */
public enum GzipCodec {
    /** In Java: the same bytes on every machine and Java. Writes one gzip member. */
    AMBIDOCK("ambidock1", 3),
    /**
     * Native, about twice as fast, for Linux on x86-64, ARM64 and POWER and macOS on ARM64: the same bytes wherever it
     * runs. Writes one gzip member for each block.
     */
    LIBDEFLATE("libdeflate1", 1);

    private final String label;
    private final int defaultLevel;

    GzipCodec(String label, int defaultLevel) {
        this.label = label;
        this.defaultLevel = defaultLevel;
    }

    /** Its name and generation in names of profiles; a change of its bytes gives it a new one. */
    public String label() {
        return label;
    }

    /** The level that is about as small as what Go's tools write. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /** Whether it runs here. The first call loads native code. */
    public boolean isAvailable() {
        return this == AMBIDOCK || Libdeflate.find().isPresent();
    }

    /** The fastest that runs here. The first call loads native code. */
    public static GzipCodec fastest() {
        return LIBDEFLATE.isAvailable() ? LIBDEFLATE : AMBIDOCK;
    }
}
