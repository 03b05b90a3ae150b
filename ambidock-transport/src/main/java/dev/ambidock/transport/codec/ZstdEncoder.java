// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes one zstd frame with a checksum, on one thread.
 *
 * @ambidock.rule RFC 8878
 */
final class ZstdEncoder implements LayerEncoder {
    private final ZstdProfile profile;

    ZstdEncoder(ZstdProfile profile) {
        this.profile = profile;
    }

    @Override
    public String profile() {
        return "zstd-" + ZstdVersion.VERSION + "-" + profile.level();
    }

    @Override
    public void encode(InputStream tar, OutputStream out) throws IOException {
        ZstdLibrary.prepare();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(new Unclosed(out), profile.level())) {
            zstd.setChecksum(true);
            new PlainEncoder().encode(tar, zstd);
        }
    }

    /** The caller's stream, which outlives the frame. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
