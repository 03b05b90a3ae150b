// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed must be what zlib unpacks, whatever the content. */
class BlockDeflaterTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyKindOfContentComesBack(int level) throws DataFormatException {
        BlockDeflater deflater = new BlockDeflater(level);
        SplittableRandom random = new SplittableRandom(level);
        for (int round = 0; round < 150; round++) {
            byte[] content = content(random, random.nextInt(round < 140 ? 3000 : 300_000));
            assertThat(inflate(deflate(deflater, content, content.length + 1)))
                    .as("level %d, round %d", level, round)
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 9})
    void partsJoinToOneStream(int level) throws DataFormatException {
        BlockDeflater deflater = new BlockDeflater(level);
        SplittableRandom random = new SplittableRandom(level);
        for (int part : new int[] {1, 7, 1000, 32_768, 40_000, 100_000}) {
            byte[] content = content(random, Math.min(200_000, part * 50));
            assertThat(inflate(deflate(deflater, content, part))).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 9})
    void randomBytesGrowByNextToNothing(int level) throws DataFormatException {
        byte[] content = new byte[1 << 20];
        new java.util.Random(5).nextBytes(content);
        byte[] deflated = deflate(new BlockDeflater(level), content, content.length + 1);
        assertThat(deflated.length).isLessThan(content.length + 200);
        assertThat(inflate(deflated)).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 4", "4, 6", "6, 9"})
    void moreEffortGivesSmallerResults(int less, int more) throws IOException {
        byte[] content = Files.readAllBytes(Path.of(System.getProperty("ambidock.root"), "LICENSE"));
        int size = deflate(new BlockDeflater(less), content, content.length + 1).length;
        assertThat(size).isLessThan(content.length / 2);
        assertThat(deflate(new BlockDeflater(more), content, content.length + 1).length)
                .isLessThanOrEqualTo(size);
    }

    @Test
    void matchesReachBackIntoThePartBefore() {
        byte[] random = new byte[30_000];
        new java.util.Random(6).nextBytes(random);
        byte[] twice = Arrays.copyOf(random, 60_000);
        System.arraycopy(random, 0, twice, 30_000, 30_000);
        assertThat(deflate(new BlockDeflater(3), twice, 30_000).length).isLessThan(31_000);
    }

    @Test
    void whatWasCompressedBeforeDoesNotShow() {
        byte[] content = text(100_000);
        BlockDeflater used = new BlockDeflater(3);
        deflate(used, text(70_000), 50_000);
        assertThat(deflate(used, content, 40_000)).isEqualTo(deflate(new BlockDeflater(3), content, 40_000));
    }

    @Test
    void skewedFrequenciesKeepCodesWithinFifteenBits() throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int a = 1;
        int b = 1;
        for (int symbol = 0; symbol < 22; symbol++) {
            for (int i = 0; i < a; i++) {
                out.write(symbol * 11);
            }
            int next = a + b;
            a = b;
            b = next;
        }
        byte[] content = out.toByteArray();
        shuffle(content);
        assertThat(inflate(deflate(new BlockDeflater(1), content, content.length + 1)))
                .isEqualTo(content);
    }

    private static void shuffle(byte[] content) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = content.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            byte swap = content[i];
            content[i] = content[j];
            content[j] = swap;
        }
    }

    private static byte[] deflate(BlockDeflater deflater, byte[] content, int part) {
        byte[] data = Arrays.copyOf(content, content.length + BlockDeflater.SLACK);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        do {
            int end = Math.min(content.length, at + part);
            int from = Math.max(0, at - BlockDeflater.WINDOW);
            byte[] piece = Arrays.copyOfRange(data, from, end + BlockDeflater.SLACK);
            out.writeBytes(deflater.deflate(piece, at - from, end - from, end == content.length));
            at = end;
        } while (at < content.length);
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] deflated) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(deflated);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!inflater.finished()) {
            int n = inflater.inflate(buffer);
            assertThat(n > 0 || inflater.finished()).as("progress").isTrue();
            out.write(buffer, 0, n);
        }
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return out.toByteArray();
    }

    /** Runs, repeats at all distances, text, noise, in any order. */
    private static byte[] content(SplittableRandom random, int length) {
        byte[] content = new byte[length];
        int at = 0;
        while (at < length) {
            int end = Math.min(length, at + 1 + random.nextInt(600));
            int kind = random.nextInt(4);
            int back = at == 0 ? 1 : 1 + random.nextInt(Math.min(at, 40_000));
            byte same = (byte) random.nextInt(256);
            int alphabet = 1 + random.nextInt(40);
            for (; at < end; at++) {
                content[at] = switch (kind) {
                    case 0 -> same;
                    case 1 -> at >= back ? content[at - back] : same;
                    case 2 -> (byte) ('a' + random.nextInt(alphabet));
                    default -> (byte) random.nextInt(256);
                };
            }
        }
        return content;
    }

    private static byte[] text(int length) {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder out = new StringBuilder();
        while (out.length() < length) {
            int word = random.nextInt(random.nextInt(800) + 1);
            out.append(Integer.toString(word * 7919, 30)).append(word % 9 == 0 ? ".\n" : " ");
        }
        return Arrays.copyOf(out.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII), length);
    }
}
