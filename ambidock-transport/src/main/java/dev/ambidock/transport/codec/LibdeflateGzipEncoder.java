// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.transport.codec.libdeflate.Libdeflate;
import dev.ambidock.transport.codec.libdeflate.MemberCompressors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;

/**
 * Writes a gzip member for each block, compressing blocks side by side. The bytes depend on the content and the profile
 * alone. Readers of gzip take members that follow each other as one content.
 *
 * @ambidock.rule RFC 1952, section 2.2
 */
final class LibdeflateGzipEncoder implements LayerEncoder {
    private final GzipProfile profile;
    private final Executor executor;
    private final int parallel;
    private final Libdeflate library;

    /** An encoder that borrows the caller's threads; see {@link BlockPipeline}. */
    LibdeflateGzipEncoder(GzipProfile profile, Executor executor, int parallel) {
        this.profile = profile;
        this.executor = executor;
        this.parallel = parallel;
        this.library = Libdeflate.find().orElseThrow();
    }

    @Override
    public String profile() {
        return profile.name();
    }

    @Override
    public void encode(InputStream in, OutputStream out) throws IOException {
        BlockPipeline.Shape shape = new BlockPipeline.Shape(0, profile.blockBytes(), 0);
        try (MemberCompressors compressors = library.compressors(profile.level(), profile.blockBytes())) {
            new BlockPipeline(executor, parallel, shape).run(in, out, new Members(compressors));
        }
    }

    private record Members(MemberCompressors compressors) implements BlockPipeline.Codec {
        @Override
        public void saw(BlockPipeline.Block block) {
            // Each member has a checksum of its own.
        }

        @Override
        public byte[] compress(BlockPipeline.Block block) {
            return compressors.compress(block.data(), block.from(), block.length());
        }
    }
}
