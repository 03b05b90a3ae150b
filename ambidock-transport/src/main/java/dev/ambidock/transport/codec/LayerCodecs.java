// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.model.Compression;
import java.util.concurrent.Executor;

/**
 * How layers are compressed that must be compressed anew.
 *
 * @param gzip the profile of gzip
 * @param zstd the profile of zstd
 */
public record LayerCodecs(GzipProfile gzip, ZstdProfile zstd) {
    private static final int BLOCKS_AHEAD = 4;

    /** The documented defaults. */
    public static LayerCodecs standard() {
        return new LayerCodecs(GzipProfile.standard(), ZstdProfile.standard());
    }

    /**
     * An encoder.
     *
     * @param executor threads to borrow
     */
    public LayerEncoder encoder(Compression to, Executor executor) {
        return switch (to) {
            case NONE -> new PlainEncoder();
            case GZIP -> new GzipEncoder(gzip, executor, BLOCKS_AHEAD);
            case ZSTD -> new ZstdEncoder(zstd);
        };
    }
}
