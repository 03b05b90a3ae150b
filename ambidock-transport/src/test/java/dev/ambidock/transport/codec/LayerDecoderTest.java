// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LayerDecoderTest {
    private static final byte[] TAR = tar();

    @Test
    void formatIsToldByTheBytes() throws IOException {
        assertThat(open(TAR).format()).isEqualTo(LayerFormat.TAR);
        assertThat(open(gzip(TAR)).format()).isEqualTo(LayerFormat.GZIP);
        assertThat(open(Zstd.compress(TAR)).format()).isEqualTo(LayerFormat.ZSTD);
        assertThat(open(new byte[1024]).format()).isEqualTo(LayerFormat.TAR);
    }

    @Test
    void allMembersOfAGzipAreRead() throws IOException {
        byte[] twice = join(gzip(TAR), gzip(TAR));
        assertThat(open(twice).tar().readAllBytes()).isEqualTo(join(TAR, TAR));
    }

    @Test
    void allFramesOfAZstdAreRead() throws IOException {
        byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3};
        byte[] frames = join(join(skippable, Zstd.compress(TAR)), join(Zstd.compress(TAR), skippable));
        assertThat(open(frames).format()).isEqualTo(LayerFormat.ZSTD);
        assertThat(open(frames).tar().readAllBytes()).isEqualTo(join(TAR, TAR));
    }

    @Test
    void cutLayersAreMalformed() throws IOException {
        for (byte[] whole : new byte[][] {gzip(TAR), Zstd.compress(TAR)}) {
            InputStream cut = open(Arrays.copyOf(whole, whole.length - 5)).tar();
            ContentException failure = catchThrowableOfType(ContentException.class, cut::readAllBytes);
            assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }

    @Test
    void aHeadThatNoGzipHasIsMalformed() throws IOException {
        byte[] reserved = gzip(TAR);
        reserved[3] = (byte) 0xE0;
        ContentException failure = catchThrowableOfType(ContentException.class, () -> open(reserved));
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
    }

    @Test
    void otherBytesAreUnsupported() {
        for (byte[] other : new byte[][] {{0x42, 0x5A, 0x68, '9'}, {(byte) 0xFD, 0x37, 0x7A, 0x58}, {1, 2, 3}, {}}) {
            ContentException failure = catchThrowableOfType(ContentException.class, () -> open(other));
            assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        }
    }

    private static LayerDecoder.Opened open(byte[] layer) throws IOException {
        return LayerDecoder.open(new ByteArrayInputStream(layer), "layer");
    }

    private static byte[] tar() {
        byte[] tar = Arrays.copyOf(GzipEncoderTest.content(20_480), 20_480);
        System.arraycopy(new byte[] {'u', 's', 't', 'a', 'r'}, 0, tar, 257, 5);
        return tar;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
