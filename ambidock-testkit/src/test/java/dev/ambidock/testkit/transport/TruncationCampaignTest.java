// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static dev.ambidock.testkit.transport.DamagedArchivesTest.endOfContent;
import static dev.ambidock.testkit.transport.DamagedArchivesTest.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.place.DockerSave;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.testkit.transport.DamagedArchivesTest.Sort;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Archives and layers cut at every byte, big ones at many: what is cut is refused. Only an archive that lacks nothing but
 * what no image needs (the trailer, the padding before it, Docker's old list of names) may be taken, for the whole one.
 */
@Tag("campaign")
class TruncationCampaignTest {
    private static final Campaign CAMPAIGN = Campaign.of("B4");
    private static final int BLOCK = 512;
    private static final int QUICK_CUTS = 2_000;
    private static final int BIG = 16 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Sort.class)
    void smallArchive(Sort sort) throws IOException {
        byte[] whole = sort.bytes();
        int needed = endOfContent(whole, lastNeeded(sort));
        NavigableSet<Integer> cuts = cuts(sort.name(), whole.length, CAMPAIGN.points(QUICK_CUTS, whole.length));
        cutArchive(sort + " of " + whole.length + " bytes", sort.scheme(), whole, needed, cuts);
    }

    private static String lastNeeded(Sort sort) {
        return sort == Sort.CLASSIC ? "manifest.json" : "index.json";
    }

    @Test
    void bigArchives() throws IOException {
        byte[] noise = new byte[BIG];
        CAMPAIGN.random("noise").nextBytes(noise);
        ImageDraft image = ImageDraft.of(Family.DOCKER)
                .layer(LayerDraft.of("etc/first", "small"))
                .layer(LayerDraft.of("var/noise", HexFormat.of().formatHex(noise)))
                .named("example.org/big:v1");
        byte[] saved = DockerSave.classic(image);
        byte[] layout = LayoutFiles.of(List.of(image.build())).tar().toBytes();
        int points = CAMPAIGN.points(50, 1_000);
        cutArchive(
                "docker-archive of " + saved.length + " bytes",
                "docker-archive",
                saved,
                endOfContent(saved, "manifest.json"),
                cuts("saved", saved.length, points));
        cutArchive(
                "oci-archive of " + layout.length + " bytes",
                "oci-archive",
                layout,
                endOfContent(layout, "index.json"),
                cuts("layout", layout.length, points));
    }

    @Test
    void smallLayers() throws IOException {
        byte[] content = content(CAMPAIGN.points(8_000, 40_000));
        for (Wrapping wrapping : Wrapping.values()) {
            byte[] whole = wrapping.of(content);
            cutLayer(
                    wrapping + " layer of " + whole.length + " bytes",
                    whole,
                    content,
                    IntStream.range(0, whole.length).boxed().toList());
        }
    }

    @Test
    void bigLayers() throws IOException {
        byte[] content = content(1 << 20);
        for (Wrapping wrapping : Wrapping.values()) {
            byte[] whole = wrapping.of(content);
            cutLayer(
                    wrapping + " layer of " + whole.length + " bytes",
                    whole,
                    content,
                    cuts(wrapping.name(), whole.length, CAMPAIGN.points(15, 1_000)));
        }
    }

    /** How a layer is wrapped. */
    private enum Wrapping {
        GZIP,
        ZSTD,
        ZSTD_WITH_CHECKSUM;

        byte[] of(byte[] content) throws IOException {
            if (this == GZIP) {
                return gzip(content);
            }
            if (this == ZSTD) {
                return Zstd.compress(content);
            }
            try (ZstdCompressCtx context = new ZstdCompressCtx()) {
                return context.setChecksum(true).compress(content);
            }
        }
    }

    private void cutArchive(String what, String scheme, byte[] whole, int needed, NavigableSet<Integer> cuts)
            throws IOException {
        Path file = Files.write(folder.resolve("archive.tar"), whole);
        ArchiveReading expected = reading(scheme, file).orElseThrow();
        int end = endOfEntries(whole);
        int taken = 0;
        int takenBeforeTheEnd = 0;
        List<String> wrong = new ArrayList<>();
        // From long to short, so that the file is written once.
        for (int cut : cuts.descendingSet()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(cut);
            }
            Optional<ArchiveReading> reading = reading(scheme, file);
            if (reading.isPresent()) {
                taken++;
                takenBeforeTheEnd += cut < end ? 1 : 0;
                boolean boundary = cut % BLOCK == 0 || cut >= end;
                if (cut < needed || !boundary || !reading.get().equals(expected)) {
                    wrong.add("cut at " + cut);
                }
            }
        }
        CAMPAIGN.figure(
                what,
                cuts.size() + " cuts, " + taken + " taken of which " + takenBeforeTheEnd + " without an entry, "
                        + wrong.size() + " wrongly");
        assertThat(wrong).as(what + ", " + CAMPAIGN.replay()).isEmpty();
    }

    private static void cutLayer(String what, byte[] whole, byte[] content, Iterable<Integer> cuts) throws IOException {
        assertThat(unwrapped(whole))
                .as(what)
                .hasValueSatisfying(b -> assertThat(b).isEqualTo(content));
        List<Integer> taken = new ArrayList<>();
        int count = 0;
        for (int cut : cuts) {
            count++;
            if (unwrapped(Arrays.copyOf(whole, cut)).isPresent()) {
                taken.add(cut);
            }
        }
        CAMPAIGN.figure(what, count + " cuts, " + taken.size() + " taken");
        assertThat(taken).as(what + ", " + CAMPAIGN.replay()).isEmpty();
    }

    /** Nothing if it is refused in the declared way. */
    private static Optional<byte[]> unwrapped(byte[] layer) throws IOException {
        try (InputStream in =
                LayerDecoder.open(new ByteArrayInputStream(layer), "layer").tar()) {
            return Optional.of(in.readAllBytes());
        } catch (ContentException e) {
            return Optional.empty();
        }
    }

    private Optional<ArchiveReading> reading(String scheme, Path file) throws IOException {
        try {
            return Optional.of(ArchiveReading.of(scheme, file, folder));
        } catch (ContentException e) {
            return Optional.empty();
        }
    }

    /** All of them, or some by seed together with the last ones and, in a small archive, all ends of blocks. */
    private static NavigableSet<Integer> cuts(String part, int length, int most) {
        NavigableSet<Integer> cuts = new TreeSet<>();
        if (most >= length) {
            IntStream.range(0, length).forEach(cuts::add);
            return cuts;
        }
        Random random = CAMPAIGN.random(part);
        while (cuts.size() < most) {
            cuts.add(random.nextInt(length));
        }
        int step = Math.max(BLOCK, length / most / BLOCK * BLOCK);
        for (int block = length / BLOCK * BLOCK; block > 0; block -= step) {
            cuts.add(Math.min(block, length - 1));
        }
        for (int left = 1; left <= Math.min(length, most / 10); left++) {
            cuts.add(length - left);
        }
        return cuts;
    }

    /** Where the last entry's content ends; what follows is padding and the trailer. */
    private static int endOfEntries(byte[] tar) {
        int end = 0;
        for (int at = 0; at + BLOCK <= tar.length && tar[at] != 0; ) {
            String size = new String(tar, at + 124, 11, StandardCharsets.US_ASCII);
            end = at + BLOCK + Integer.parseInt(size, 8);
            at = (end + BLOCK - 1) / BLOCK * BLOCK;
        }
        return end;
    }

    /** Bytes that shrink to about a third, which a decoder takes for a tar's. */
    private static byte[] content(int length) {
        byte[] content = new byte[length];
        Random random = CAMPAIGN.random("content");
        for (int i = 0; i < length; i++) {
            content[i] = (byte) ('a' + random.nextInt(6));
        }
        return content;
    }
}
