// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.DigestAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both compressors. The native one runs on the machines of this project's tests, and must. */
class GzipEncoderTest {
    private static final int SMALL = 4096;
    private static final Map<GzipCodec, String> GOLDEN = Map.of(
            GzipCodec.AMBIDOCK, "sha256:657175070b386aff013dd6d245aa683f3330ca07e04f43d96d26e69c713cf657",
            GzipCodec.LIBDEFLATE, "sha256:d6ba8240464dcd6150e0a3768e70a25fc1b6e415e36a3073807a30e0c8adf062");

    static List<Arguments> lengths() {
        List<Arguments> cases = new ArrayList<>();
        for (GzipCodec codec : GzipCodec.values()) {
            for (int length : new int[] {0, 1, SMALL - 1, SMALL, SMALL + 1, 2 * SMALL, 100_000}) {
                cases.add(Arguments.of(codec, length));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void whatIsEncodedCanBeDecoded(GzipCodec codec, int length) throws IOException {
        byte[] content = content(length);
        byte[] gzip = encode(new GzipProfile(codec, 4, SMALL), content, 1);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(LayerFormat.detect(gzip, gzip.length)).isEqualTo(LayerFormat.GZIP);
    }

    @ParameterizedTest
    @EnumSource(GzipCodec.class)
    void bytesDoNotDependOnThreads(GzipCodec codec) throws IOException {
        GzipProfile profile = new GzipProfile(codec, 4, SMALL);
        byte[] content = content(300_000);
        byte[] alone = encode(profile, content, 1);
        assertThat(encode(profile, content, 2)).isEqualTo(alone);
        assertThat(encode(profile, content, 7)).isEqualTo(alone);
    }

    /** A difference means that images would get other digests: the profile needs a new name then. */
    @ParameterizedTest
    @EnumSource(GzipCodec.class)
    void bytesAreTheSameEverywhere(GzipCodec codec) throws IOException {
        byte[] gzip = encode(GzipProfile.of(codec, codec.defaultLevel()), content(3_000_000), 2);
        assertThat(DigestAlgorithm.SHA256.of(gzip).toString()).isEqualTo(GOLDEN.get(codec));
    }

    @ParameterizedTest
    @EnumSource(GzipCodec.class)
    void headerTellsNothingOfMachineOrTime(GzipCodec codec) throws IOException {
        byte[] gzip = encode(GzipProfile.of(codec, 6), content(10), 1);
        assertThat(gzip).startsWith(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF);
    }

    @ParameterizedTest
    @EnumSource(GzipCodec.class)
    void higherLevelsWriteLess(GzipCodec codec) throws IOException {
        byte[] content = content(1_000_000);
        assertThat(encode(GzipProfile.of(codec, 9), content, 2))
                .hasSizeLessThan(encode(GzipProfile.of(codec, 1), content, 2).length);
    }

    private static byte[] encode(GzipProfile profile, byte[] content, int threads) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LayerEncoder encoder = LayerCodecs.standard().with(profile).encoder(Compression.GZIP, executor);
            assertThat(encoder.profile()).isEqualTo(profile.name());
            encoder.encode(new ByteArrayInputStream(content), out);
            return out.toByteArray();
        } finally {
            executor.shutdownNow();
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
