// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.model.Compression;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How layers are compressed that must be compressed anew.
 *
 * @param gzip the profile of gzip; empty for the fastest that runs on this machine
 * @param gzipLevel the level of that one; empty for its default
 * @param zstd the profile of zstd
 */
public record LayerCodecs(Optional<GzipProfile> gzip, Optional<Integer> gzipLevel, ZstdProfile zstd) {
    /** One thread cannot decode for more; and each takes some MiB. */
    private static final int MOST_PARALLEL = 8;

    /** The documented defaults. */
    public static LayerCodecs standard() {
        return new LayerCodecs(Optional.empty(), Optional.empty(), ZstdProfile.standard());
    }

    /** Those that give the same bytes on every machine. */
    public static LayerCodecs portable() {
        return standard().with(GzipProfile.portable());
    }

    /** The same with this profile of gzip. */
    public LayerCodecs with(GzipProfile profile) {
        return new LayerCodecs(Optional.of(profile), gzipLevel, zstd);
    }

    /**
     * An encoder.
     *
     * @param executor threads to borrow
     * @throws ContentException of kind UNSUPPORTED if the profile's compressor does not run on this machine
     */
    public LayerEncoder encoder(Compression to, Executor executor) throws ContentException {
        return switch (to) {
            case NONE -> new PlainEncoder();
            case GZIP -> gzip(gzip.orElseGet(this::fastest), executor);
            case ZSTD -> new ZstdEncoder(zstd);
        };
    }

    private GzipProfile fastest() {
        GzipCodec codec = GzipCodec.fastest();
        return GzipProfile.of(codec, gzipLevel.orElse(codec.defaultLevel()));
    }

    private static LayerEncoder gzip(GzipProfile profile, Executor executor) throws ContentException {
        if (!profile.codec().isAvailable()) {
            throw ContentException.of(
                            FailureKind.UNSUPPORTED, profile.name(), "its compressor does not run on this machine")
                    .trying("the profile that works everywhere is "
                            + GzipProfile.portable().name());
        }
        int parallel = Math.min(Runtime.getRuntime().availableProcessors(), MOST_PARALLEL);
        return switch (profile.codec()) {
            case AMBIDOCK -> new GzipEncoder(profile, executor, parallel);
            case LIBDEFLATE -> new LibdeflateGzipEncoder(profile, executor, parallel);
        };
    }
}
