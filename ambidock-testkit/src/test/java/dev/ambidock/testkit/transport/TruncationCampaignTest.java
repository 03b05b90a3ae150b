// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.place.DockerSave;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives and layers that end too early, at any byte. None is accepted unless nothing but the tar's padding and end is
 * missing, and then it is the whole image.
 */
@Tag("campaign")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TruncationCampaignTest {
    private static final Campaign CAMPAIGN = Campaign.of("B4");
    private static final int LARGE = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void smallDockerSaveAtEveryByte() throws IOException {
        byte[] whole = DockerSave.classic(small(Family.DOCKER));
        archive("small docker save", "docker-archive", whole, CAMPAIGN.points(1_500, whole.length));
    }

    @Test
    void smallLayoutAtEveryByte() throws IOException {
        byte[] whole = LayoutFiles.of(List.of(small(Family.OCI).build())).tar().toBytes();
        archive("small layout", "oci-archive", whole, CAMPAIGN.points(1_500, whole.length));
    }

    @Test
    void largeOnesAtManyPoints() throws IOException {
        byte[] noise = noise(LARGE);
        ImageDraft docker = ImageDraft.of(Family.DOCKER)
                .layer(LayerDraft.of("noise", Base64.getEncoder().encodeToString(noise)))
                .named("example.org/large:v1");
        ImageDraft oci = ImageDraft.of(Family.OCI)
                .layer(LayerDraft.of("noise", Base64.getEncoder().encodeToString(noise)))
                .named("example.org/large:v1");
        int points = CAMPAIGN.points(40, 1_000);
        archive("large docker save", "docker-archive", DockerSave.classic(docker), points);
        archive(
                "large layout",
                "oci-archive",
                LayoutFiles.of(List.of(oci.build())).tar().toBytes(),
                points);
    }

    @Test
    void compressedLayersAtEveryByte() throws IOException {
        byte[] small = noise(3_000);
        layer("small gzip layer", gzip(small), CAMPAIGN.points(1_000, Integer.MAX_VALUE));
        layer("small zstd layer", Zstd.compress(small), CAMPAIGN.points(1_000, Integer.MAX_VALUE));
        byte[] checked = zstdWithChecksum(small);
        layer("small zstd layer with checksum", checked, CAMPAIGN.points(1_000, Integer.MAX_VALUE));
        byte[] large = noise(LARGE);
        layer("large gzip layer", gzip(large), CAMPAIGN.points(20, 1_000));
        layer("large zstd layer", Zstd.compress(large), CAMPAIGN.points(20, 1_000));
    }

    private static ImageDraft small(Family family) {
        return ImageDraft.of(family)
                .layer(LayerDraft.of("etc/motd", "welcome\n"))
                .layer(LayerDraft.of("etc/issue", "stay\n"))
                .named("example.org/small:v1");
    }

    private void archive(String what, String scheme, byte[] whole, int points) throws IOException {
        Path file = Files.write(folder.resolve("cut.tar"), whole);
        ArchiveReading expected = ArchiveReading.of(scheme, file, folder);
        int needed = endOfEntries(whole);
        NavigableSet<Integer> cuts = points(what, whole.length, points);
        cuts.addAll(List.of(needed - 1, needed, whole.length - 1));
        int accepted = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // From the end to the start, so that each cut is one call and no writing.
            for (int cut : cuts.descendingSet()) {
                channel.truncate(cut);
                Optional<ArchiveReading> reading = reading(scheme, file);
                accepted += reading.isPresent() ? 1 : 0;
                if (cut < needed) {
                    assertThat(reading)
                            .as("%s cut at %d, %s", what, cut, CAMPAIGN.replay())
                            .isEmpty();
                } else {
                    assertThat(reading.orElse(expected))
                            .as("%s cut at %d", what, cut)
                            .isEqualTo(expected);
                }
            }
        }
        CAMPAIGN.figure(
                what,
                cuts.size() + " points of " + whole.length + " bytes, 0 accepted too early, " + accepted
                        + " without a trailer");
    }

    private Optional<ArchiveReading> reading(String scheme, Path file) throws IOException {
        try {
            return Optional.of(ArchiveReading.of(scheme, file, folder));
        } catch (ContentException e) {
            return Optional.empty();
        }
    }

    /** Behind the last byte that is not zero, which all files of these archives end with, there are padding and trailer. */
    private static int endOfEntries(byte[] tar) {
        int end = tar.length;
        while (tar[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static void layer(String what, byte[] whole, int points) throws IOException {
        long expected = unwrapped(whole).orElseThrow();
        assertThat(expected).isPositive();
        NavigableSet<Integer> cuts = points(what, whole.length, points);
        for (int cut : cuts) {
            assertThat(unwrapped(Arrays.copyOf(whole, cut)))
                    .as("%s cut at %d of %d, %s", what, cut, whole.length, CAMPAIGN.replay())
                    .isEmpty();
        }
        CAMPAIGN.figure(what, cuts.size() + " points of " + whole.length + " bytes, 0 accepted");
    }

    private static Optional<Long> unwrapped(byte[] layer) throws IOException {
        try (InputStream tar =
                LayerDecoder.open(new ByteArrayInputStream(layer), "layer").tar()) {
            return Optional.of(tar.transferTo(java.io.OutputStream.nullOutputStream()));
        } catch (ContentException e) {
            return Optional.empty();
        }
    }

    /** All points if there are no more, else so many by the seed, and the first and last few. */
    private static NavigableSet<Integer> points(String what, int length, int most) {
        NavigableSet<Integer> cuts = new TreeSet<>();
        if (most >= length) {
            for (int cut = 0; cut < length; cut++) {
                cuts.add(cut);
            }
            return cuts;
        }
        for (int i = 0; i < 12; i++) {
            cuts.add(i);
            cuts.add(length - 1 - i);
        }
        Random random = CAMPAIGN.random(what);
        while (cuts.size() < most) {
            cuts.add(random.nextInt(length));
        }
        return cuts;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        CAMPAIGN.random("noise").nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zstdWithChecksum(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (com.github.luben.zstd.ZstdOutputStreamNoFinalizer zstd =
                new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(out)) {
            zstd.setChecksum(true);
            zstd.write(content);
        }
        return out.toByteArray();
    }
}
