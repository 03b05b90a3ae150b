// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.campaign.SmallJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Content that grows when it is unwrapped, and headers that claim much: refused or streamed, in little memory and disk. */
@Tag("campaign")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BombCampaignTest {
    private static final Campaign CAMPAIGN = Campaign.of("B6");
    private static final long QUICK = 128L << 20;
    private static final long FULL = 4L << 30;

    @TempDir
    Path folder;

    @Test
    void bombsAreRefusedOrStreamedWithinBounds() throws IOException, InterruptedException {
        long size = CAMPAIGN.full() ? FULL : QUICK;
        List<String> lines = probe(size);
        assertThat(lines).hasSize(19);
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            boolean streamed = parts[0].endsWith("as a layer") && !parts[0].contains("2^31");
            assertThat(parts[1])
                    .as(line)
                    .matches(streamed ? "streamed [0-9]+" : "LIMIT_EXCEEDED|MALFORMED|UNSUPPORTED");
            if (parts[0].contains("1:1000 as a layer") || parts[0].contains("1:32768 as a layer")) {
                assertThat(parts[1]).isEqualTo("streamed " + size);
            }
            if (parts[0].contains("an archive") && parts[1].equals("LIMIT_EXCEEDED")) {
                assertThat(Long.parseLong(parts[2])).as(line).isPositive();
            }
            assertThat(Long.parseLong(parts[2])).as(line).isLessThanOrEqualTo(ArchiveReading.MOST_BYTES);
            assertThat(parts[3]).as(line).isEqualTo("0");
            CAMPAIGN.figure(parts[0], parts[1] + ", " + (Long.parseLong(parts[2]) >> 20) + " MiB of disk at most");
        }
        CAMPAIGN.figure("bombs within bounds, in a heap of 48 MiB", lines.size() + " of " + lines.size());
    }

    private List<String> probe(long size) throws IOException, InterruptedException {
        String work = Files.createDirectory(folder.resolve("work")).toString();
        return SmallJvm.in(folder, "-Xmx48m")
                .run(Duration.ofMinutes(14), BombProbe.class, work, Long.toString(size))
                .lines()
                .toList();
    }
}
