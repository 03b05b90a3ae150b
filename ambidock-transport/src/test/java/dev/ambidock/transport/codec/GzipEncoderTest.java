// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.DigestAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipEncoderTest {
    private static final GzipProfile SMALL_BLOCKS = new GzipProfile("test", 4, 4096);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 8192, 100_000})
    void whatIsEncodedCanBeDecoded(int length) throws IOException {
        byte[] content = content(length);
        byte[] gzip = encode(SMALL_BLOCKS, content, 1);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(LayerFormat.detect(gzip, gzip.length)).isEqualTo(LayerFormat.GZIP);
    }

    @Test
    void bytesDoNotDependOnThreads() throws IOException {
        byte[] content = content(300_000);
        byte[] alone = encode(SMALL_BLOCKS, content, 1);
        assertThat(encode(SMALL_BLOCKS, content, 2)).isEqualTo(alone);
        assertThat(encode(SMALL_BLOCKS, content, 7)).isEqualTo(alone);
    }

    /** On every JDK and machine: a difference means that images would get other digests there. */
    @Test
    void bytesAreTheSameEverywhere() throws IOException {
        byte[] gzip = encode(GzipProfile.standard(), content(3_000_000), 2);
        assertThat(DigestAlgorithm.SHA256.of(gzip).toString()).isEqualTo(GOLDEN);
    }

    private static final String GOLDEN = "sha256:657175070b386aff013dd6d245aa683f3330ca07e04f43d96d26e69c713cf657";

    @Test
    void headerTellsNothingOfMachineOrTime() throws IOException {
        byte[] gzip = encode(GzipProfile.standard(), content(10), 1);
        assertThat(gzip).startsWith(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF);
    }

    private static byte[] encode(GzipProfile profile, byte[] content, int ahead) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new GzipEncoder(profile, threads, ahead).encode(new ByteArrayInputStream(content), out);
            return out.toByteArray();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Text-like: repeats, so that blocks gain from the window before them. */
    static byte[] content(int length) {
        SplittableRandom random = new SplittableRandom(7);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            boolean repeat = i > 600 && random.nextInt(4) > 0;
            content[i] = repeat ? content[i - 1 - random.nextInt(3) * 200] : (byte) ('a' + random.nextInt(26));
        }
        return content;
    }
}
