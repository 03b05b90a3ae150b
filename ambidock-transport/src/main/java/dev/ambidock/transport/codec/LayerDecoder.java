// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BulkInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Opens the tar inside a layer, whatever wraps it. */
public final class LayerDecoder {
    private static final int BUFFER = 64 << 10;
    /** The longest window that zstd's command line takes by default: 2^27 bytes would pass a 128 MiB heap, off heap. */
    private static final int MOST_WINDOW_LOG = 27;

    private LayerDecoder() {}

    /**
     * A layer and what its first bytes say.
     *
     * @param format told by the bytes
     * @param tar the bytes unwrapped; all members and frames to the end
     */
    public record Opened(LayerFormat format, InputStream tar) {}

    /**
     * Opens a layer; closing the result closes the given stream.
     *
     * @param what names the layer in failures
     * @throws ContentException of kind UNSUPPORTED for bzip2, xz and unknown bytes, MALFORMED while reading broken ones
     */
    public static Opened open(InputStream layer, String what) throws IOException {
        BufferedInputStream in = new BufferedInputStream(layer, BUFFER);
        in.mark(LayerFormat.HEAD);
        byte[] head = in.readNBytes(LayerFormat.HEAD);
        in.reset();
        LayerFormat format = LayerFormat.detect(head, head.length);
        return switch (format) {
            case TAR -> new Opened(format, in);
            case GZIP -> new Opened(format, new Guarded(gzip(in, what), what));
            case ZSTD -> new Opened(format, new Guarded(zstd(in), what));
            case BZIP2, XZ ->
                throw ContentException.of(
                        FailureKind.UNSUPPORTED, what, "layers compressed with " + format + " are not read");
            case UNKNOWN ->
                throw ContentException.of(
                        FailureKind.UNSUPPORTED, what, "its bytes are neither a tar nor one in gzip or zstd");
        };
    }

    private static InputStream gzip(InputStream in, String what) throws IOException {
        try {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            throw broken(what, e);
        }
    }

    /** The failure that bytes are to blame for; one from beneath stays what it is. */
    private static ContentException broken(String what, Exception e) {
        return e instanceof ContentException known
                ? known
                : ContentException.of(
                        FailureKind.MALFORMED, what, "the compressed bytes are broken: " + e.getMessage());
    }

    private static InputStream zstd(InputStream in) throws IOException {
        ZstdLibrary.prepare();
        ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(in);
        zstd.setContinuous(false);
        zstd.setLongMax(MOST_WINDOW_LOG);
        return zstd;
    }

    /** Makes a codec's complaints about bytes failures of the declared family, and lets those from beneath through. */
    private static final class Guarded extends BulkInputStream {
        private final String what;

        Guarded(InputStream in, String what) {
            super(in);
            this.what = what;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                throw broken(what, e);
            }
        }
    }
}
