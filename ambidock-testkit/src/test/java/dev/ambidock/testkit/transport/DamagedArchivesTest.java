// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.DockerSave;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.transport.error.ContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Archives cut short and archives with a wrong bit. Each gives one failure of the declared family, or the very content of
 * the whole archive; never another exception, and never bytes that are not the image's.
 */
class DamagedArchivesTest {
    private static final int CUTS = 120;
    private static final int FLIPS = 200;
    private static final int BLOCK = 512;
    private static final long SEED = 20261126;

    @TempDir
    Path folder;

    /** An archive, and the entry that a reader needs most and finds last. */
    enum Sort {
        CLASSIC("docker-archive", "manifest.json"),
        GRAPH_DRIVER("docker-archive", "index.json"),
        LAYOUT("oci-archive", "index.json");

        private final String scheme;
        private final String last;

        Sort(String scheme, String last) {
            this.scheme = scheme;
            this.last = last;
        }

        String scheme() {
            return scheme;
        }

        byte[] bytes() {
            ImageDraft first = SampleImages.plain(Family.DOCKER, "one").named("example.org/one:v1");
            ImageDraft second = SampleImages.plain(Family.DOCKER, "two").named("example.org/two:v2");
            List<WholeImage> images =
                    List.of(SampleImages.docker("example.org/d:v1"), SampleImages.oci("example.org/o:v1"));
            return switch (this) {
                case CLASSIC -> DockerSave.classic(first, second);
                case GRAPH_DRIVER -> DockerSave.graphDriver(first, second);
                case LAYOUT -> LayoutFiles.of(images).tar().toBytes();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void cutAnywhere(Sort sort) throws IOException {
        byte[] whole = sort.bytes();
        ArchiveReading expected = reading(sort, whole).orElseThrow();
        int needed = endOfContent(whole, sort.last);
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int i = 0; i < CUTS; i++) {
            cuts.add((int) ((long) whole.length * i / CUTS));
        }
        for (int block = BLOCK; block < whole.length; block += BLOCK) {
            cuts.add(block);
        }
        cuts.addAll(List.of(1, needed - 1, needed, whole.length - 1, whole.length - BLOCK - 1));
        assertThat(cuts).hasSizeGreaterThan(50);
        for (int cut : cuts) {
            Optional<ArchiveReading> reading = reading(sort, Arrays.copyOf(whole, cut));
            if (cut < needed) {
                assertThat(reading).as("cut at %d of %d", cut, whole.length).isEmpty();
            } else {
                reading.ifPresent(r -> assertThat(r).as("cut at %d", cut).isEqualTo(expected));
            }
        }
        assertThat(reading(sort, Arrays.copyOf(whole, whole.length - BLOCK)))
                .as("half the trailer")
                .hasValue(expected);
        assertThat(reading(sort, Arrays.copyOf(whole, whole.length - 2 * BLOCK)))
                .as("no trailer")
                .hasValue(expected);
    }

    /** What wraps an archive has an end of its own, so no cut looks whole. */
    @ParameterizedTest
    @EnumSource(Sort.class)
    void wrappedAndCutAnywhere(Sort sort) throws IOException {
        for (byte[] whole : List.of(gzip(sort.bytes()), Zstd.compress(sort.bytes()))) {
            assertThat(reading(sort, whole)).isEqualTo(reading(sort, sort.bytes()));
            for (int i = 0; i < CUTS; i++) {
                int cut = (int) ((long) whole.length * i / CUTS);
                assertThat(reading(sort, Arrays.copyOf(whole, cut)))
                        .as("cut at %d", cut)
                        .isEmpty();
            }
            for (int left = 1; left < 12; left++) {
                assertThat(reading(sort, Arrays.copyOf(whole, whole.length - left)))
                        .as("without the last %d", left)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void oneWrongBitAnywhere(Sort sort) throws IOException {
        byte[] whole = sort.bytes();
        ArchiveReading expected = reading(sort, whole).orElseThrow();
        Random random = new Random(SEED);
        int failures = 0;
        for (int i = 0; i < FLIPS; i++) {
            int at = random.nextInt(whole.length);
            byte[] wrong = whole.clone();
            wrong[at] ^= (byte) (1 << random.nextInt(8));
            Optional<ArchiveReading> reading = reading(sort, wrong);
            failures += reading.isEmpty() ? 1 : 0;
            reading.ifPresent(r -> assertSameContent(r, expected, at));
        }
        assertThat(failures).as("failures, seed %d", SEED).isBetween(FLIPS / 10, FLIPS);
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void oneWrongBitInAWrappedOne(Sort sort) throws IOException {
        ArchiveReading expected = reading(sort, sort.bytes()).orElseThrow();
        Random random = new Random(SEED);
        for (byte[] whole : List.of(gzip(sort.bytes()), Zstd.compress(sort.bytes()))) {
            for (int i = 0; i < FLIPS; i++) {
                int at = random.nextInt(whole.length);
                byte[] wrong = whole.clone();
                wrong[at] ^= (byte) (1 << random.nextInt(8));
                reading(sort, wrong).ifPresent(r -> assertSameContent(r, expected, at));
            }
        }
    }

    /** Every bit of the short files by which an archive is found, since nothing but their form protects them. */
    @Test
    void everyBitOfTheManifestOfAClassicArchive() throws IOException {
        byte[] whole = Sort.CLASSIC.bytes();
        ArchiveReading expected = reading(Sort.CLASSIC, whole).orElseThrow();
        int end = endOfContent(whole, "manifest.json");
        int start = startOfContent(whole, "manifest.json");
        for (int at = start; at < end; at += 3) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 1;
            int where = at;
            reading(Sort.CLASSIC, wrong).ifPresent(r -> assertSameContent(r, expected, where));
        }
    }

    /** Names are protected by nothing, so they may be others; content may be missing, but never be another. */
    private static void assertSameContent(ArchiveReading reading, ArchiveReading expected, int at) {
        assertThat(expected.content()).as("bit of byte %d, seed %d", at, SEED).containsAll(reading.content());
    }

    /** Nothing if it is refused; other failures than those of the declared family are not caught. */
    private Optional<ArchiveReading> reading(Sort sort, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("archive.tar"), bytes);
        try {
            return Optional.of(ArchiveReading.of(sort.scheme, file, folder));
        } catch (ContentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return Optional.empty();
        } finally {
            assertThat(folder)
                    .isDirectoryNotContaining(f -> f.getFileName().toString().startsWith("."));
        }
    }

    static int startOfContent(byte[] tar, String entry) {
        byte[] name = (entry + "\0").getBytes(StandardCharsets.US_ASCII);
        for (int block = 0; block < tar.length; block += BLOCK) {
            if (Arrays.equals(tar, block, block + name.length, name, 0, name.length)) {
                return block + BLOCK;
            }
        }
        throw new AssertionError("there is no " + entry);
    }

    static int endOfContent(byte[] tar, String entry) {
        int start = startOfContent(tar, entry);
        String size = new String(tar, start - BLOCK + 124, 11, StandardCharsets.US_ASCII);
        return start + Integer.parseInt(size, 8);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
